package org.eyas.console.page.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eyas.api.config.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class LatestOnlyRunnerTest {
  private final LatestOnlyRunner<String> works = new LatestOnlyRunner<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);

  private String work() throws RefusedException {
    begun.countDown();
    try {
      return end.await(60, TimeUnit.SECONDS) ? "done" : "late";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // as the engine's check leaves it
      throw new RefusedException("interrupted while rules were checked");
    }
  }

  private CompletableFuture<String> start(String key) throws InterruptedException {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Thread.ofVirtual().start(
        () -> {
          try {
            answer.complete(works.run(key, this::work));
          } catch (Exception e) {
            answer.complete(e.getMessage() + ", interrupted: " + Thread.currentThread().isInterrupted());
          }
        });
    assertTrue(begun.await(60, TimeUnit.SECONDS));
    return answer;
  }

  @Test
  void newerWorkInterruptsTheOlderAndItsThreadCanAnswer() throws Exception {
    CompletableFuture<String> older = start("a");
    assertEquals("newer", works.run("a", () -> "newer"));
    assertEquals("interrupted while rules were checked, interrupted: false", older.get(60, TimeUnit.SECONDS));
  }

  @Test
  void workForAnotherKeyGoesOn() throws Exception {
    CompletableFuture<String> older = start("a");
    assertEquals("other", works.run("b", () -> "other"));
    assertFalse(older.isDone());
    end.countDown();
    assertEquals("done", older.get(60, TimeUnit.SECONDS));
  }
}
