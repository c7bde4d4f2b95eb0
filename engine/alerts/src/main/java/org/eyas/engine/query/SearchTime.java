package org.eyas.engine.query;

import java.time.Duration;

/** The time that a search may take. It also ends when its thread is interrupted, because nobody waits for the result any more. */
public final class SearchTime {
  private final long start = System.nanoTime();
  private final long nanos;

  /** Begins now. */
  public SearchTime(Duration limit) {
    nanos = limit.toNanos();
  }

  public boolean isOver() {
    return System.nanoTime() - start > nanos || Thread.currentThread().isInterrupted();
  }
}
