package org.eyas.engine.query;

import java.time.Duration;

/**
 * The time limit of a search. The time also ends when the thread is interrupted, because then no caller waits for the
 * result any more.
 */
public final class SearchTimeLimit {
  private final long start = System.nanoTime();
  private final long nanos;

  /** Starts the time now. */
  public SearchTimeLimit(Duration limit) {
    nanos = limit.toNanos();
  }

  public boolean isOver() {
    return System.nanoTime() - start > nanos || Thread.currentThread().isInterrupted();
  }
}
