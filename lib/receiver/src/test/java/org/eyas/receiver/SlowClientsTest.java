package org.eyas.receiver;

import static org.eyas.receiver.RawClient.head;
import static org.eyas.receiver.RawClient.post;
import static org.eyas.receiver.TestReceiver.PATH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that send nothing, half a request, or a body very slowly. */
@Timeout(180)
class SlowClientsTest {
  private static final int SLOW = 500;
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Limits.Pace PATIENT = new Limits.Pace(LONG, LONG, 1, LONG);
  private static final String BODY = "[" + "1,".repeat(50_000) + "1]";
  private static final String DECLARED = head(PATH, "Content-Length: " + BODY.length() + "\n");

  private final List<RawClient> slow = new ArrayList<>();

  @AfterEach
  void hangUp() throws IOException {
    for (RawClient client : slow) {
      client.close();
    }
  }

  private static Limits limits(int connections, long memoryBytes, Limits.Pace pace) {
    return new Limits(1 << 20, memoryBytes, connections, pace);
  }

  private void connectSlow(TestReceiver receiver, int count, String... beginnings) throws IOException {
    for (int i = 0; i < count; i++) {
      RawClient client = receiver.client();
      slow.add(client);
      client.send(beginnings[i % beginnings.length]);
    }
  }

  private static void assertServed(TestReceiver receiver) throws IOException {
    long start = System.nanoTime();
    assertEquals(200, receiver.exchange(post(PATH, "", BODY)).status());
    System.out.printf("SlowClientsTest: one more batch was answered after %.1f ms%n", (System.nanoTime() - start) / 1e6);
  }

  @Test
  void fiveHundredSlowClientsDoNotStopAnother() throws Exception {
    try (TestReceiver receiver = TestReceiver.inMemory(Access.OPEN, limits(1_000, 8 << 20, PATIENT))) {
      connectSlow(receiver, SLOW, "", "POST /k8s", DECLARED, DECLARED + "[" + "1,".repeat(2_000));
      ConditionWait.until(() -> receiver.figures().connections() == SLOW);
      assertServed(receiver);
      ConditionWait.until(() -> receiver.figures().connections() == SLOW); // the server notices a moment later that the other has left
    }
  }

  @Test
  void whenThereAreTooManyConnectionsTheOldestThatSentNothingUsefulIsClosed() throws Exception {
    try (TestReceiver receiver = TestReceiver.inMemory(Access.OPEN, limits(100, 8 << 20, PATIENT));
        RawClient good = receiver.client()) {
      assertEquals(200, good.exchange(post(PATH, "", "[0]")).status());
      connectSlow(receiver, SLOW, "", "POST /k8s");
      assertServed(receiver);
      assertEquals(200, good.exchange(post(PATH, "", "[1]")).status(), "the client that was there before");
      assertTrue(receiver.figures().connections() <= 100);
      assertTrue(receiver.count(Outcome.TURNED_AWAY) >= SLOW - 100);
    }
  }

  @Test
  void connectionsInTheMiddleOfABodyAreKeptAndANewOneIsTurnedAway() throws Exception {
    try (TestReceiver receiver = TestReceiver.inMemory(Access.OPEN, limits(10, 8 << 20, PATIENT))) {
      connectSlow(receiver, 10, head(PATH, "Expect: 100-continue\nContent-Length: 2\n"));
      for (RawClient client : slow) {
        assertEquals(100, client.answer().status());
      }
      try (RawClient another = receiver.client()) {
        assertTrue(another.isClosedByServer());
      }
      for (RawClient client : slow) {
        assertEquals(200, client.exchange("{}").status());
      }
    }
  }

  @Test
  void halfAHeadIsNotWaitedForForLong() throws Exception {
    Limits.Pace pace = new Limits.Pace(SHORT, LONG, 1, LONG);
    try (TestReceiver receiver = TestReceiver.inMemory(Access.OPEN, limits(1_000, 8 << 20, pace))) {
      connectSlow(receiver, 20, "", "POST /k8s");
      for (RawClient client : slow) {
        assertTrue(client.isClosedByServer());
      }
      assertEquals(20, receiver.count(Outcome.SLOW));
    }
  }

  @Test
  void aBodyMustKeepTheLeastPace() throws Exception {
    Limits.Pace pace = new Limits.Pace(LONG, SHORT, 1 << 20, LONG);
    try (TestReceiver receiver = TestReceiver.inMemory(Access.OPEN, limits(1_000, 8 << 20, pace))) {
      connectSlow(receiver, 1, DECLARED + "[" + "1,".repeat(2_000));
      assertTrue(slow.getFirst().isClosedByServer());
      assertEquals(1, receiver.count(Outcome.SLOW));
      receiver.assertNothingKept();
    }
  }

  @Test
  void aSlowButSteadyBodyIsKept() throws Exception {
    Limits.Pace pace = new Limits.Pace(LONG, Duration.ofMillis(800), 20_000, LONG);
    try (TestReceiver receiver = TestReceiver.inMemory(Access.OPEN, limits(1_000, 8 << 20, pace));
        RawClient client = receiver.client()) {
      client.send(DECLARED);
      long start = System.nanoTime();
      for (int at = 0; at < BODY.length(); at += 20_000) {
        client.send(BODY.substring(at, Math.min(at + 20_000, BODY.length())));
        int sent = at;
        ConditionWait.until(() -> System.nanoTime() - start > sent * 15_000L); // 67 kB/s, 1.5 s in all
      }
      assertEquals(200, client.answer().status());
    }
  }

  @Test
  void anIdleConnectionIsClosedAndDoesNotCountAsSlow() throws Exception {
    Limits.Pace pace = new Limits.Pace(LONG, LONG, 1, SHORT);
    try (TestReceiver receiver = TestReceiver.inMemory(Access.OPEN, limits(1_000, 8 << 20, pace));
        RawClient client = receiver.client()) {
      assertEquals(200, client.exchange(post(PATH, "", "{}")).status());
      assertTrue(client.isClosedByServer());
      assertEquals(0, receiver.count(Outcome.SLOW));
    }
  }

  @Test
  void whenSlowBodiesFillTheMemoryTheSlowestAreClosed() throws Exception {
    try (TestReceiver receiver = TestReceiver.inMemory(Access.OPEN, limits(1_000, 1 << 20, PATIENT))) {
      connectSlow(receiver, 20, DECLARED + "[" + "1,".repeat(30_000)); // 64 KiB of memory each
      ConditionWait.until(() -> receiver.exchange(post(PATH, "", BODY)).status() == 200 && receiver.count(Outcome.SLOW) >= 1);
    }
  }

  @Test
  void withoutMemoryASenderIsAskedToSendAgainSoon() throws Exception {
    try (TestReceiver receiver = TestReceiver.inMemory(Access.OPEN, limits(1_000, 64 << 10, PATIENT))) {
      HttpAnswer answer = receiver.exchange(post(PATH, "", BODY));
      assertEquals(429, answer.status());
      assertEquals("1", answer.headers().get("retry-after"));
      assertEquals(1, receiver.count(Outcome.BUSY));
      assertEquals(200, receiver.exchange(post(PATH, "", "{}")).status());
    }
  }
}
