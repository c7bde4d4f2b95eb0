package org.eyas.output.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eyas.payload.PayloadMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class EnvironmentProxyTest {
  private static String proxyOf(String url, Map<String, String> environment) throws IOException {
    EnvironmentProxy proxy = EnvironmentProxy.of(URI.create(url), environment::get);
    return proxy == null ? "none" : proxy.address().getHostString() + ":" + proxy.address().getPort();
  }

  @ParameterizedTest
  @CsvSource({
      "http://h/, http_proxy, http://p:3128, p:3128",
      "http://h/, http_proxy, p:3128/, p:3128",
      "http://h/, http_proxy, p, p:1080",
      "http://h/, HTTP_PROXY, http://p:3128, none",
      "http://h/, https_proxy, http://p:3128, none",
      "http://h/, ALL_PROXY, http://p:3128, p:3128",
      "https://h/, https_proxy, http://p:3128, p:3128",
      "https://h/, HTTPS_PROXY, http://[::1]:3128, [::1]:3128",
      "https://h/, http_proxy, http://p:3128, none",
      "https://h/, https_proxy, '', none",
  })
  void theVariableOfTheSchemeCounts(String url, String variable, String value, String proxy) throws IOException {
    assertEquals(proxy, proxyOf(url, Map.of(variable, value)));
  }

  @ParameterizedTest
  @CsvSource({
      "http://h/, '*', none", "http://h/, h, none", "http://a.h/, h, none", "http://a.h/, .h, none", "http://h/, .h, none",
      "http://ah/, h, p:1", "http://H.Example/, 'x, h.example', none", "http://h/, 'x y,h', none", "http://h/, '', p:1",
      "http://h.a/, h, p:1", "http://10.1.2.3/, 10.1.0.0/16, none", "http://10.2.2.3/, 10.1.0.0/16, p:1",
      "http://10.1.2.3/, 10.1.2.3, none", "http://10.1.2.3/, 2.3, p:1", "http://10.1.2.3/, 10.1.2.3/33, p:1",
      "http://10.1.2.3/, 10.1.2.3/x, p:1", "http://[fd00::1]/, fd00::/8, none", "http://[::1]/, '[::1]', none",
  })
  void whatNoProxyNamesIsReachedDirectly(String url, String noProxy, String proxy) throws IOException {
    assertEquals(proxy, proxyOf(url, Map.of("http_proxy", "p:1", "NO_PROXY", noProxy)));
  }

  @ParameterizedTest
  @CsvSource({"socks5://p:1", "https://p:1", "'http://me:secret@p q'"})
  void whatIsNoProxyIsRefusedWithoutItsPassword(String value) {
    String message =
        String.valueOf(
            assertThrows(IOException.class, () -> proxyOf("https://h/", Map.of("https_proxy", value))).getMessage());
    assertEquals("environment variable https_proxy: its value is not a proxy of the form http://HOST:PORT", message);
  }

  /** Reads the head of one request and answers it. */
  private static CompletableFuture<List<String>> answering(ServerSocket server, String answer) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (Socket socket = server.accept()) {
            BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            List<String> head = new ArrayList<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
              head.add(line);
            }
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return head;
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        },
        task -> Thread.ofPlatform().daemon().start(task));
  }

  private static List<String> askedOfTheProxy(String url, String answer) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<List<String>> head = answering(server, answer);
      Map<String, String> environment = new HashMap<>();
      environment.put("all_proxy", "http://me:secret@localhost:" + server.getLocalPort());
      EnvironmentProxy proxy = EnvironmentProxy.of(URI.create(url), environment::get);
      assertNotNull(proxy);
      try (AlertPoster poster = Posters.with(url, Map.of(), proxy)) {
        poster.post(new PayloadMessage("text/plain", "alert"));
      }
      return head.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aPlainRequestGoesThroughTheProxyWithItsPassword() throws Exception {
    List<String> head =
        askedOfTheProxy("http://receiver.invalid/in", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    assertEquals("POST http://receiver.invalid/in HTTP/1.1", head.getFirst());
    assertTrue(head.contains("Proxy-Authorization: Basic bWU6c2VjcmV0"), head.toString());
  }

  @Test
  void tlsGoesThroughATunnelThatIsAskedForWithThePassword() throws Exception {
    List<String> head = askedOfTheProxy("https://receiver.invalid/in", "HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n");
    assertEquals("CONNECT receiver.invalid:443 HTTP/1.1", head.getFirst());
    assertTrue(head.contains("Proxy-Authorization: Basic bWU6c2VjcmV0"), head.toString());
  }
}
