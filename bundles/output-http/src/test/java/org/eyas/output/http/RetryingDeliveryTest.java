package org.eyas.output.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eyas.output.http.Receiver.Answer;
import org.eyas.payload.PayloadMessage;
import org.eyas.testkit.RenderedAlerts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RetryingDeliveryTest {
  private final Receiver receiver;
  private final ByteArrayOutputStream echoed = new ByteArrayOutputStream();

  RetryingDeliveryTest() throws IOException {
    receiver = Receiver.plain();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private RetryingDelivery delivery(String url, RetryPolicy policy, boolean compress) throws IOException {
    var style = new AlertPoster.Style("agent/1", Map.of(), 500, compress, new HttpAnswerClassifier());
    PrintStream echo = new PrintStream(echoed, true, StandardCharsets.UTF_8);
    return new RetryingDelivery(new AlertPoster(Posters.route(url, null), style, echo), policy);
  }

  private RetryingDelivery delivery(RetryPolicy policy) throws IOException {
    return delivery(receiver.url(), policy, false);
  }

  private interface Closing extends AutoCloseable {
    @Override
    void close();
  }

  private static Closing closing(RetryingDelivery delivery) {
    return () -> delivery.close(0);
  }

  private static RetryPolicy quick(int timeouts) {
    return new RetryPolicy(20, 100, 5_000, timeouts);
  }

  private static void json(RetryingDelivery delivery, String body) throws IOException {
    delivery.send(RenderedAlerts.warning(body).alert(), new PayloadMessage("application/json", body), true);
  }

  private static String untilTries(String message) {
    assertTrue(message.endsWith(" ms); they are lost until it does"), message);
    return message.substring(0, message.indexOf(" (tries: "));
  }

  @Test
  void anAlertIsTheBodyOfOnePost() throws Exception {
    receiver.answering(new Answer(200, "", "thank you", 0));
    RetryingDelivery delivery = delivery(quick(5));
    try (Closing _ = closing(delivery)) {
      json(delivery, "{\"output\":\"Ärger\"}");
      delivery.send(RenderedAlerts.warning("second").alert(), new PayloadMessage("text/plain", "second"), true);
    }
    assertEquals(
        List.of(
            new Receiver.Request("application/json", "agent/1", "null", "null", "{\"output\":\"Ärger\"}"),
            new Receiver.Request("text/plain", "agent/1", "null", "null", "second")),
        List.copyOf(receiver.requests));
    assertEquals("thank you", echoed.toString(StandardCharsets.UTF_8));
  }

  @Test
  void userAndPasswordOfTheAddressAreSentAndNotShown() throws Exception {
    String url = receiver.url().replace("//", "//me:secret@");
    RetryingDelivery delivery = delivery(url, quick(5), false);
    try (Closing _ = closing(delivery)) {
      json(delivery, "a");
      receiver.answering(Answer.of(403));
      String message = assertThrows(IOException.class, () -> json(delivery, "b")).getMessage();
      assertEquals(receiver.forLog() + " rejects the alert: status 403", message);
    }
    assertEquals("Basic bWU6c2VjcmV0", receiver.requests.take().authorization());
  }

  @Test
  void alertsFollowEachOtherOverOneConnection() throws Exception {
    RetryingDelivery delivery = delivery(quick(5));
    try (Closing _ = closing(delivery)) {
      for (int i = 0; i < 20; i++) {
        json(delivery, "a");
      }
    }
    assertEquals(1, Set.copyOf(receiver.connections).size());
  }

  @Test
  void packedBodiesAreSentAndNoMoreWhereTheyAreNotUnderstood() throws Exception {
    RetryingDelivery delivery = delivery(receiver.url(), quick(5), true);
    try (Closing _ = closing(delivery)) {
      json(delivery, "a");
      receiver.answering(Answer.of(415));
      json(delivery, "b");
      json(delivery, "c");
    }
    assertEquals(List.of("a", "b", "b", "c"), receiver.bodies());
    assertEquals(
        List.of("gzip", "gzip", "null", "null"), receiver.requests.stream().map(Receiver.Request::encoding).toList());
  }

  @Test
  void whatMayPassIsTriedAgainWithLongerWaits() throws Exception {
    receiver.answering(Answer.of(500), Answer.of(503), Answer.of(429), Answer.of(408));
    RetryingDelivery delivery = delivery(quick(0));
    try (Closing _ = closing(delivery)) {
      json(delivery, "a");
    }
    assertEquals(Collections.nCopies(5, "a"), receiver.bodies());
    long millis = TimeUnit.NANOSECONDS.toMillis(receiver.timesNanos.get(4) - receiver.timesNanos.get(0));
    assertTrue(millis >= 10 + 20 + 40 + 50, () -> "only " + millis + " ms");
  }

  @Test
  void theServerSaysWhenToComeBack() throws Exception {
    receiver.answering(new Answer(429, "1", "", 0));
    RetryingDelivery delivery = delivery(quick(5));
    try (Closing _ = closing(delivery)) {
      json(delivery, "a");
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(receiver.timesNanos.get(1) - receiver.timesNanos.get(0));
    assertTrue(millis >= 1_000, () -> "after " + millis + " ms");
  }

  @Test
  void aServerThatAsksForTooMuchTimeIsNotWaitedFor() throws Exception {
    receiver.answering(new Answer(503, "3600", "later", 0));
    RetryingDelivery delivery = delivery(quick(5));
    try (Closing _ = closing(delivery)) {
      String message = assertThrows(IOException.class, () -> json(delivery, "a")).getMessage();
      assertEquals(receiver.forLog() + " does not accept alerts: status 503: later", untilTries(message));
    }
    assertEquals(List.of("a"), receiver.bodies());
  }

  @Test
  void anAlertThatIsNotWantedIsNotSentAgainAndTheNextOneIs() throws Exception {
    receiver.answering(Answer.of(400), Answer.of(301));
    RetryingDelivery delivery = delivery(quick(5));
    try (Closing _ = closing(delivery)) {
      assertThrows(IOException.class, () -> json(delivery, "a"));
      assertThrows(IOException.class, () -> json(delivery, "b"));
      json(delivery, "c");
    }
    assertEquals(List.of("a", "b", "c"), receiver.bodies());
  }

  @Test
  void soManyRequestsMayTimeOut() throws Exception {
    Answer late = new Answer(200, "", "", 700);
    receiver.answering(late, late, late, late);
    RetryingDelivery delivery = delivery(quick(1));
    try (Closing _ = closing(delivery)) {
      String message = assertThrows(IOException.class, () -> json(delivery, "a")).getMessage();
      assertEquals(receiver.forLog() + " does not accept alerts: no answer within 500 ms", untilTries(message));
    }
    assertEquals(List.of("a", "a"), receiver.bodies());
  }

  @Test
  void anAnswerThatNeverEndsIsATimeoutToo() throws Exception {
    try (ServerSocket trickling = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> trickle(trickling));
      String url = "http://localhost:" + trickling.getLocalPort();
      RetryingDelivery delivery = delivery(url, quick(0), false);
      try (Closing _ = closing(delivery)) {
        String message = assertThrows(IOException.class, () -> json(delivery, "a")).getMessage();
        assertEquals(url + "/ does not accept alerts: no answer within 500 ms", untilTries(message));
      }
    }
  }

  private static void trickle(ServerSocket server) {
    try (var socket = server.accept();
        OutputStream out = socket.getOutputStream()) {
      out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 1_000; i++) {
        out.write('x');
        out.flush();
        Thread.sleep(20);
      }
    } catch (IOException | InterruptedException e) {
      // The other side has closed the connection, which is what the test expects.
      return;
    }
  }

  @Test
  void anAnswerWithoutEndOfSizeIsCutOff() throws Exception {
    receiver.answering(new Answer(200, "", "x".repeat(1_000_000), 0));
    RetryingDelivery delivery = delivery(quick(5));
    try (Closing _ = closing(delivery)) {
      json(delivery, "a");
      json(delivery, "b");
    }
    assertEquals(64 * 1024, echoed.size());
    assertEquals(List.of("a", "b"), receiver.bodies());
  }

  @Test
  void aServerThatComesBackInTimeMissesNothing() throws Exception {
    int port = receiver.port();
    RetryingDelivery delivery = delivery(new RetryPolicy(20, 100, 20_000, 5));
    try (Closing _ = closing(delivery)) {
      json(delivery, "a");
      receiver.close();
      CompletableFuture<Receiver> back =
          CompletableFuture.supplyAsync(
              () -> again(port), CompletableFuture.delayedExecutor(400, TimeUnit.MILLISECONDS));
      json(delivery, "b");
      try (Receiver again = back.get()) {
        assertEquals(List.of("b"), again.bodies());
      }
    }
    assertEquals(List.of("a"), receiver.bodies());
  }

  private static Receiver again(int port) {
    try {
      return Receiver.plain(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aServerThatStaysAwayCostsNoTimeUntilItIsBack() throws Exception {
    int port = receiver.port();
    receiver.close();
    RetryingDelivery delivery = delivery(new RetryPolicy(20, 300, 200, 5));
    try (Closing _ = closing(delivery)) {
      assertThrows(IOException.class, () -> json(delivery, "a"));
      long start = System.nanoTime();
      String first = assertThrows(IOException.class, () -> json(delivery, "b")).getMessage();
      for (int i = 0; i < 1_000; i++) {
        assertEquals(first, assertThrows(IOException.class, () -> json(delivery, "b")).getMessage());
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      assertTrue(millis < 1_500, () -> "1,000 alerts cost " + millis + " ms");
      try (Receiver back = Receiver.plain(port)) {
        Thread.sleep(350);
        json(delivery, "c");
        json(delivery, "d");
        assertEquals(List.of("c", "d"), back.bodies());
      }
    }
  }

  @Test
  void whoWaitsForAServerCanBeEnded() throws Exception {
    receiver.answering(new Answer(503, "3", "", 0));
    RetryingDelivery delivery = delivery(quick(5));
    try (Closing _ = closing(delivery)) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedIOException.class, () -> json(delivery, "a"));
      assertTrue(Thread.interrupted(), "the thread that sends must see it");
      Thread sender = Thread.currentThread();
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  receiver.requests.take();
                  Thread.sleep(200);
                  sender.interrupt();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      long start = System.nanoTime();
      assertThrows(InterruptedIOException.class, () -> json(delivery, "b"));
      assertTrue(Thread.interrupted(), "the thread that sends must see it");
      assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(2));
    }
  }

  @Test
  void aHostWithoutANameIsSaidSo() throws Exception {
    RetryingDelivery delivery = delivery("http://no-such-host.invalid", new RetryPolicy(20, 100, 10, 5), false);
    try (Closing _ = closing(delivery)) {
      String message = assertThrows(IOException.class, () -> json(delivery, "a")).getMessage();
      assertEquals("http://no-such-host.invalid/ does not accept alerts: the host name is unknown", untilTries(message));
    }
  }
}
