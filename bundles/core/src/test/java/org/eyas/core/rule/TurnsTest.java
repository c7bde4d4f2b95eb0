package org.eyas.core.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.api.config.RefusedException;
import org.eyas.testkit.Waiting;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final Turns turns = new Turns();

  @Test
  void runsOneAtATimeLetsAFewWaitAndRefusesOthers() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i <= Turns.MAX_WAITING; i++) {
      threads.add(
          Thread.ofVirtual().start(
              () -> {
                try {
                  turns.take(
                      () -> {
                        most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                        go.await();
                        atOnce.decrementAndGet();
                        return done.incrementAndGet();
                      });
                } catch (RefusedException | InterruptedException e) {
                  throw new AssertionError(e);
                }
              }));
    }
    Waiting.until(() -> turns.asking() == Turns.MAX_WAITING + 1);
    RefusedException e = assertThrows(RefusedException.class, () -> turns.take(() -> "more"));
    assertTrue(e.getMessage().startsWith("not checked: the engine is checking other rules"), e.getMessage());
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(Turns.MAX_WAITING + 1, done.get());
    assertEquals(1, most.get());
    assertEquals("later", turns.take(() -> "later"));
  }

  @Test
  void aFailedOrInterruptedWorkLetsTheNextOneRun() throws Exception {
    assertThrows(RefusedException.class, () -> turns.take(() -> {
      throw new RefusedException("no");
    }));
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> turns.take(() -> "x"));
    assertEquals("next", turns.take(() -> "next"));
  }
}
