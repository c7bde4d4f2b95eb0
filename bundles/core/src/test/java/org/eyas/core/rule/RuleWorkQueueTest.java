package org.eyas.core.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.api.config.RefusedException;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;

class RuleWorkQueueTest {
  private final RuleWorkQueue turns = new RuleWorkQueue();

  @Test
  void runsOneAtATimeLetsAFewWaitAndRefusesOthers() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i <= RuleWorkQueue.MAX_WAITING; i++) {
      threads.add(
          Thread.ofVirtual().start(
              () -> {
                try {
                  turns.runAlone(
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
    ConditionWait.until(() -> turns.waitingOrRunning() == RuleWorkQueue.MAX_WAITING + 1);
    RefusedException e = assertThrows(RefusedException.class, () -> turns.runAlone(() -> "more"));
    assertTrue(e.getMessage().startsWith("not checked: the engine is checking other rules"), e.getMessage());
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(RuleWorkQueue.MAX_WAITING + 1, done.get());
    assertEquals(1, most.get());
    assertEquals("later", turns.runAlone(() -> "later"));
  }

  @Test
  void aFailedOrInterruptedWorkLetsTheNextOneRun() throws Exception {
    assertThrows(RefusedException.class, () -> turns.runAlone(() -> {
      throw new RefusedException("no");
    }));
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> turns.runAlone(() -> "x"));
    assertEquals("next", turns.runAlone(() -> "next"));
  }
}
