package org.eyas.engine.loop;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Passes a loop's counters to other threads. The counters are plain fields of the loop's thread. A caller makes a
 * request, and the loop answers it after its batch. So the counters cost nothing without requests.
 */
final class LoopFiguresExchange {
  private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  private volatile boolean asked;
  private volatile boolean over;
  private volatile @Nullable LoopFigures last;

  /** Whether there is a request; cheap enough to be called after every batch. */
  boolean isRequested() {
    return asked;
  }

  /** Answers the request. Called by the loop between two batches. */
  void answer(LoopFigures figures) {
    last = figures;
    asked = false;
  }

  /** Sets the last figures, which stay. Called when the loop has ended. */
  void end(LoopFigures figures) {
    last = figures;
    over = true;
  }

  /**
   * The current figures; if the loop does not reach the end of a batch in time, the previous ones. Empty before its
   * first batch.
   *
   * @param wake wakes the loop if it sleeps
   */
  Optional<LoopFigures> ask(Runnable wake, long limitMillis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
    asked = true;
    wake.run();
    while (asked && !over && System.nanoTime() < deadline && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return Optional.ofNullable(last);
  }
}
