package org.eyas.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eyas.testkit.kube.FakeApiServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ApiClientTest {
  private static ApiClient client(URI address, Duration limit) {
    return new ApiClient(() -> new ApiServer(address, null, () -> ""), limit);
  }

  private static URI address(ServerSocket socket) {
    return URI.create("http://localhost:" + socket.getLocalPort());
  }

  private static ServerSocket socket() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  @Test
  void aServerThatAcceptsAndIsSilentIsGivenUp() throws Exception {
    try (ServerSocket silent = socket();
        ApiClient client = client(address(silent), Duration.ofSeconds(1))) {
      IOException e = assertThrows(IOException.class, () -> client.get("/", "*/*", Duration.ofSeconds(9)));
      assertEquals("no answer within 1 s", e.getMessage());
    }
  }

  @Test
  void anAnswerThatDoesNotEndIsEndedByForce() throws Exception {
    try (FakeApiServer server = FakeApiServer.start().allowAll();
        ApiClient client = client(server.address(), Duration.ofSeconds(30));
        ApiAnswer watch = client.get("/api/v1/pods?watch=1", "*/*", Duration.ofMillis(200))) {
      assertThrows(IOException.class, watch.json()::peek);
    }
  }

  @Test
  void anAnswerMayComeByteByByte() throws Exception {
    String line = "{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"uid\":\"u\",\"name\":\"\u00e4\"}}}";
    try (ServerSocket slow = socket();
        ApiClient client = client(address(slow), Duration.ofSeconds(30))) {
      Thread.ofVirtual().start(() -> sendSlowly(slow, line));
      try (ApiAnswer watch = client.get("/", "*/*", Duration.ofSeconds(30))) {
        JsonReader in = watch.json();
        assertEquals("\u00e4", WatchEvent.next(in).parsed().object().id().name());
        assertEquals(null, WatchEvent.next(in));
      }
    }
  }

  private static void sendSlowly(ServerSocket server, String text) {
    try (Socket client = server.accept();
        OutputStream out = client.getOutputStream()) {
      client.setTcpNoDelay(true);
      readRequest(client.getInputStream());
      out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
        out.write("1\r\n".getBytes(StandardCharsets.US_ASCII));
        out.write(each);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
      }
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  // A connection that is closed with unread bytes is reset.
  private static void readRequest(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) {
      request.append((char) in.read());
    }
  }

  @Test
  void aClosedClientSendsNothing() throws Exception {
    try (FakeApiServer server = FakeApiServer.start().allowAll()) {
      ApiClient client = client(server.address(), Duration.ofSeconds(30));
      client.close();
      assertThrows(IOException.class, () -> client.get("/api/v1/pods", "*/*", Duration.ofSeconds(9)));
      assertEquals(0, server.requests().size());
    }
  }
}
