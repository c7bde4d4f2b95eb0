package org.eyas.output.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.payload.PayloadMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Our replacement for TCP keep-alive: an idle connection is used again for a limited time, and then closed before a router or
 * proxy on the way may have dropped it. The pom sets a short time for this test.
 */
@Timeout(60)
class IdleConnectionTest {
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);

  private void serve(ServerSocket server) {
    try (server) {
      while (true) {
        Socket client = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> answer(client));
      }
    } catch (IOException e) {
      // the test has ended
    }
  }

  /** Answers requests with a body of one letter until the client closes. */
  private void answer(Socket client) {
    try (client) {
      InputStream in = client.getInputStream();
      StringBuilder read = new StringBuilder();
      for (int next = in.read(); next >= 0; next = in.read()) {
        read.append((char) next);
        if (read.toString().endsWith("\r\n\r\na")) {
          requests.incrementAndGet();
          read.setLength(0);
          client.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
      }
      closed.countDown();
    } catch (IOException e) {
      // the connection was reset: the requests received before that count
    }
  }

  @Test
  void alertsShareAConnectionUntilItWasIdleAndTheNextOneOpensAnother() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(server));
      try (AlertPoster poster = Posters.to("http://localhost:" + server.getLocalPort() + "/")) {
        for (int i = 0; i < 5; i++) {
          assertEquals(PostOutcome.Kind.ACCEPTED, poster.post(new PayloadMessage("text/plain", "a")).kind());
        }
        assertEquals(1, connections.get());
        assertTrue(closed.await(40, TimeUnit.SECONDS), "an idle connection stays open");
        assertEquals(PostOutcome.Kind.ACCEPTED, poster.post(new PayloadMessage("text/plain", "a")).kind());
        assertEquals(2, connections.get());
        assertEquals(6, requests.get());
      }
    }
  }
}
