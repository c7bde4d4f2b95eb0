package org.eyas.output.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.output.http.Receiver.Answer;
import org.eyas.payload.PayloadMessage;
import org.eyas.spool.Spool;
import org.eyas.spool.delivery.AlertSender;
import org.eyas.spool.delivery.StoredDelivery.Storage;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.RenderedAlerts;
import org.eyas.testkit.TestFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class HttpAlertReceiverTest {
  private static final RetryPolicy QUICK = new RetryPolicy(10, 50, 1_000, 5);

  @TempDir private Path folder;

  private AlertSender<PayloadMessage> to(String url, long bytes) throws IOException {
    Storage storage = new Storage(folder.resolve("spool"), bytes, false, "eyas.http_output.spool.limit_mb");
    return Posters.stored(Posters.to(url), QUICK, storage);
  }

  private AlertSender<PayloadMessage> to(String url) throws IOException {
    return to(url, 1 << 20);
  }

  private static void send(AlertSender<PayloadMessage> delivery, List<String> bodies) throws IOException {
    for (String body : bodies) {
      delivery.send(RenderedAlerts.warning(body).alert(), new PayloadMessage("text/plain", body), true);
    }
  }

  private static List<String> numbers(int from, int to) {
    List<String> numbers = new ArrayList<>();
    for (int i = from; i < to; i++) {
      numbers.add("größer\n" + i);
    }
    return numbers;
  }

  @Test
  void alertsArriveInOrderAndLeaveTheDisk() throws Exception {
    try (Receiver receiver = Receiver.plain()) {
      AlertSender<PayloadMessage> delivery = to(receiver.url());
      send(delivery, numbers(0, 200));
      ConditionWait.until(() -> delivery.kept().waiting() == 0);
      delivery.close(0);
      assertEquals(numbers(0, 200), receiver.bodies());
      assertEquals("text/plain", receiver.requests.take().contentType());
    }
  }

  @Test
  void whatWasSentWhileTheServerWasAwayArrivesWhenItIsBack() throws Exception {
    Receiver gone = Receiver.plain();
    int port = gone.port();
    gone.close();
    AlertSender<PayloadMessage> delivery = to(gone.url());
    long start = System.nanoTime();
    send(delivery, numbers(0, 500));
    assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(5), "sending waits for the server");
    assertEquals(500, delivery.kept().waiting());
    try (Receiver back = Receiver.plain(port)) {
      send(delivery, numbers(500, 600));
      ConditionWait.until(() -> delivery.kept().waiting() == 0);
      assertEquals(numbers(0, 600), back.bodies());
    }
    delivery.close(0);
  }

  @Test
  void theNextRunSendsWhatThisOneDidNot() throws Exception {
    Receiver gone = Receiver.plain();
    gone.close();
    AlertSender<PayloadMessage> first = to(gone.url());
    send(first, numbers(0, 50));
    first.close(2_000);
    try (Receiver receiver = Receiver.plain()) {
      AlertSender<PayloadMessage> second = to(receiver.url());
      send(second, numbers(50, 60));
      ConditionWait.until(() -> second.kept().waiting() == 0);
      second.close(0);
      assertEquals(numbers(0, 60), receiver.bodies());
    }
  }

  @Test
  void anOrderlyEndSendsWhatWaitsWhereTheServerTakesIt() throws Exception {
    try (Receiver receiver = Receiver.plain()) {
      AlertSender<PayloadMessage> delivery = to(receiver.url());
      send(delivery, numbers(0, 100));
      delivery.close(10_000);
      assertEquals(numbers(0, 100), receiver.bodies());
    }
  }

  @Test
  void anEndDoesNotWaitForAServerThatHangs() throws Exception {
    try (Receiver receiver = Receiver.plain()) {
      receiver.answering(new Answer(200, "", "", 1_500));
      AlertSender<PayloadMessage> delivery = to(receiver.url());
      send(delivery, numbers(0, 3));
      ConditionWait.until(() -> !receiver.requests.isEmpty());
      long start = System.nanoTime();
      delivery.close(200);
      assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(1));
    }
  }

  @Test
  void anAlertThatTheServerRejectsIsPutAsideAndHoldsUpNoOther() throws Exception {
    try (Receiver receiver = Receiver.plain()) {
      receiver.answering(Answer.of(200), Answer.of(400), Answer.of(413), Answer.of(503), Answer.of(200));
      AlertSender<PayloadMessage> delivery = to(receiver.url());
      send(delivery, List.of("a", "b\n\"", "c", "d"));
      ConditionWait.until(() -> delivery.kept().waiting() == 0);
      assertEquals(2, delivery.kept().refused());
      delivery.close(0);
      assertEquals(List.of("a", "b\n\"", "c", "d", "d"), receiver.bodies());
      assertEquals(
          List.of(
              "{\"body\":\"b\\n\\\"\",\"content_type\":\"text/plain\"}",
              "{\"body\":\"c\",\"content_type\":\"text/plain\"}"),
          Files.readAllLines(folder.resolve("spool/refused.jsonl")));
    }
  }

  /** The format on disk may not change, because an update must send what the previous version left. */
  @Test
  void aDirectoryOfAPreviousVersionIsSent() throws Exception {
    try (Spool before = Spool.open(folder.resolve("spool"), 1 << 20, false)) {
      before.append("application/json\n{\"rule\":\"größer\"}".getBytes(StandardCharsets.UTF_8));
    }
    try (Receiver receiver = Receiver.plain()) {
      AlertSender<PayloadMessage> delivery = to(receiver.url());
      ConditionWait.until(() -> delivery.kept().waiting() == 0);
      delivery.close(0);
      assertEquals(List.of("{\"rule\":\"größer\"}"), receiver.bodies());
      assertEquals("application/json", receiver.requests.take().contentType());
    }
  }

  @Test
  void alertsWaitWhereTheAddressOrThePasswordIsWrong() throws Exception {
    try (Receiver receiver = Receiver.plain()) {
      receiver.answering(Answer.of(401), Answer.of(404), Answer.of(302), Answer.of(200));
      AlertSender<PayloadMessage> delivery = to(receiver.url());
      send(delivery, List.of("a", "b"));
      ConditionWait.until(() -> delivery.kept().waiting() == 0);
      delivery.close(0);
      assertEquals(List.of("a", "a", "a", "a", "b"), receiver.bodies());
    }
  }

  @Test
  void aFullDiskSpaceIsOneStableLine() throws Exception {
    Receiver gone = Receiver.plain();
    gone.close();
    AlertSender<PayloadMessage> delivery = to(gone.url(), 2_000);
    send(delivery, numbers(0, 50));
    for (int i = 0; i < 100; i++) {
      List<String> large = List.of("x".repeat(1_900));
      String message = assertThrows(IOException.class, () -> send(delivery, large)).getMessage();
      assertEquals(
          folder.resolve("spool") + " is full (eyas.http_output.spool.limit_mb): alerts for " + gone.forLog()
              + " are lost",
          message);
    }
    delivery.close(0);
  }

  @Test
  void twoOutputsCannotShareAFolder() throws Exception {
    AlertSender<PayloadMessage> delivery = to("http://localhost:1");
    String message = String.valueOf(assertThrows(IOException.class, () -> to("http://localhost:2")).getMessage());
    assertEquals("cannot keep alerts in " + folder.resolve("spool") + ": this process uses it already", message);
    delivery.close(0);
  }

  private static final String GONE = "http://localhost:1";

  /** What a process finds after {@code kill -9} of this one: its files as they are. */
  private AlertSender<PayloadMessage> afterKill(String url) throws IOException {
    Path copy = TestFiles.copyAll(folder.resolve("spool"), Files.createTempDirectory(folder, "copy"));
    return Posters.stored(Posters.to(url), QUICK, new Storage(copy, 1 << 20, false, "limit"));
  }

  @Test
  void anAlertThatARunThatWasKilledHasStoredIsNotSentTwice() throws Exception {
    AlertSender<PayloadMessage> killed = to(GONE);
    send(killed, List.of("a", "b"));
    try (Receiver receiver = Receiver.plain()) {
      AlertSender<PayloadMessage> next = afterKill(receiver.url());
      send(next, List.of("a", "b", "c", "d"));
      ConditionWait.until(() -> next.kept().waiting() == 0);
      next.close(0);
      assertEquals(List.of("a", "b", "c", "d"), receiver.bodies());
    }
    killed.close(0);
  }

  @Test
  void ofTwoAlertsWithOneIdTheOneThatTheKilledRunHasNotStoredIsSent() throws Exception {
    AlertSender<PayloadMessage> killed = to(GONE);
    send(killed, List.of("a"));
    AlertSender<PayloadMessage> next = afterKill(GONE);
    send(next, List.of("a", "a"));
    assertEquals(2, next.kept().waiting());
    next.close(0);
    killed.close(0);
  }

  @Test
  void anAlertThatWasDeliveredBeforeTheKillIsNotSentTwiceEither() throws Exception {
    try (Receiver receiver = Receiver.plain()) {
      AlertSender<PayloadMessage> killed = to(receiver.url());
      send(killed, List.of("a"));
      ConditionWait.until(() -> killed.kept().waiting() == 0);
      AlertSender<PayloadMessage> next = afterKill(GONE);
      send(next, List.of("a"));
      assertEquals(0, next.kept().waiting());
      next.close(0);
      killed.close(0);
    }
  }

  @Test
  void afterAnOrderlyEndTheSameAlertIsSentAgain() throws Exception {
    AlertSender<PayloadMessage> first = to(GONE);
    send(first, List.of("a"));
    first.endOfRun();
    first.close(0);
    AlertSender<PayloadMessage> second = to(GONE);
    send(second, List.of("a"));
    assertEquals(2, second.kept().waiting());
    second.close(0);
  }

  @Test
  void anOutputThatWasReopenedBeforeTheKillRemembersWhatItStoredBefore() throws Exception {
    AlertSender<PayloadMessage> first = to(GONE);
    send(first, List.of("a"));
    first.close(0);
    AlertSender<PayloadMessage> killed = to(GONE);
    send(killed, List.of("b"));
    AlertSender<PayloadMessage> next = afterKill(GONE);
    send(next, List.of("a", "b"));
    assertEquals(2, next.kept().waiting());
    next.close(0);
    killed.close(0);
  }

  @Test
  void anAlertForWhichThereWasNoRoomIsNotRemembered() throws Exception {
    String large = "x".repeat(200);
    AlertSender<PayloadMessage> killed = to(GONE, 100);
    send(killed, List.of("a"));
    assertThrows(IOException.class, () -> send(killed, List.of(large)));
    AlertSender<PayloadMessage> next = afterKill(GONE);
    send(next, List.of("a", large));
    assertEquals(2, next.kept().waiting());
    next.close(0);
    killed.close(0);
  }
}
