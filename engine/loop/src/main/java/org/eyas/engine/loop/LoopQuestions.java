package org.eyas.engine.loop;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Questions about what belongs to the thread of a loop. It answers them between two batches. */
final class LoopQuestions {
  private final Queue<FutureTask<?>> asked = new ConcurrentLinkedQueue<>();

  /** Whether there is none; cheap enough to be called after every batch. */
  boolean isEmpty() {
    return asked.isEmpty();
  }

  /** Called by the thread of the loop. */
  void answer() {
    for (FutureTask<?> next = asked.poll(); next != null; next = asked.poll()) {
      next.run();
    }
  }

  /**
   * Asks a question. May be called from any thread.
   *
   * @param wake what wakes the loop if it sleeps
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
      // Both are an answer that does not come: the caller says so.
    }
    asked.remove(task);
    return Optional.empty();
  }
}
