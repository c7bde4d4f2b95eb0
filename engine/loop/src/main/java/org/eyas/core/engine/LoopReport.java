package org.eyas.core.engine;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Hands a loop's counters to other threads. They are plain fields of the loop's thread: whoever wants them asks, and the
 * loop answers behind its batch, so that nothing is paid while nobody asks.
 */
final class LoopReport {
  private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  private volatile boolean asked;
  private volatile boolean over;
  private volatile @Nullable LoopFigures last;

  /** Whether somebody waits; cheap enough to be asked behind every batch. */
  boolean isAsked() {
    return asked;
  }

  /** The loop is between two batches. */
  void answer(LoopFigures figures) {
    last = figures;
    asked = false;
  }

  /** The loop has ended; these figures stay. */
  void end(LoopFigures figures) {
    last = figures;
    over = true;
  }

  /**
   * The figures of now; where the loop does not come to the end of a batch in time, those it told last. Empty before its
   * first batch.
   */
  Optional<LoopFigures> ask(long limitMillis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
    asked = true;
    while (asked && !over && System.nanoTime() < deadline && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return Optional.ofNullable(last);
  }
}
