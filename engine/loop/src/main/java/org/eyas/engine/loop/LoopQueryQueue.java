package org.eyas.engine.loop;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A queue of questions about data that only the thread of a loop may read. The loop answers them between two batches.
 */
final class LoopQueryQueue {
  private final Queue<FutureTask<?>> asked = new ConcurrentLinkedQueue<>();

  /** Whether there is no question; cheap enough to be called after every batch. */
  boolean isEmpty() {
    return asked.isEmpty();
  }

  /** Answers all questions. Called by the thread of the loop. */
  void answer() {
    for (FutureTask<?> next = asked.poll(); next != null; next = asked.poll()) {
      next.run();
    }
  }

  /**
   * Asks a question. May be called from any thread.
   *
   * @param wake wakes the loop if it sleeps
   * @return empty if the loop does not reach the end of a batch in time, or the answer fails
   */
  <T> Optional<T> ask(Callable<T> question, Runnable wake, long limitMillis) {
    FutureTask<T> task = new FutureTask<>(question);
    asked.add(task);
    wake.run();
    try {
      return Optional.of(task.get(limitMillis, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // The caller reports that there is no answer.
    }
    asked.remove(task);
    return Optional.empty();
  }
}
