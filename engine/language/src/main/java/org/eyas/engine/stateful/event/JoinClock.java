package org.eyas.engine.stateful.event;

import java.util.concurrent.TimeUnit;

/**
 * The clock of rules over several sources. Evaluated events advance it; without events, it follows the clock of the
 * machine, one second later. It never passes an event that waits. It goes back only if the clock of the machine does;
 * then it takes the time of that clock. For one thread.
 */
public final class JoinClock {
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private long reachedNanos;
  private long baseNanos;
  private long sinceNanos;

  /**
   * Creates a clock.
   *
   * @param nanos the start; only later events count
   * @param nowNanos the time of a monotonic clock
   */
  public JoinClock(long nanos, long nowNanos) {
    set(nanos, nowNanos);
  }

  private void set(long nanos, long nowNanos) {
    reachedNanos = nanos;
    baseNanos = nanos;
    sinceNanos = nowNanos;
  }

  /** The current time. */
  public long nanos() {
    return reachedNanos;
  }

  /**
   * Advances the clock to an event that is evaluated. A late event does not change it.
   *
   * @param nextNanos the time of the earliest event that waits
   * @param clockNanos the time of the machine
   * @return the time at which the event counts
   */
  public long advance(long eventNanos, long nextNanos, long clockNanos, long nowNanos) {
    limit(clockNanos, nowNanos);
    long reached = Math.min(eventNanos, nextNanos); // an event that leaves early is later than events that still wait
    if (reached >= reachedNanos) {
      set(reached, nowNanos);
    }
    return Math.max(eventNanos, reachedNanos);
  }

  /** Advances the clock without an event. */
  public void advanceIdle(long nextNanos, long clockNanos, long nowNanos) {
    limit(clockNanos, nowNanos);
    long passed = baseNanos + nowNanos - sinceNanos - SECOND_NANOS;
    reachedNanos = Math.max(reachedNanos, Math.min(passed, Math.min(nextNanos, clockNanos)));
  }

  private void limit(long clockNanos, long nowNanos) {
    if (clockNanos < reachedNanos) {
      set(clockNanos, nowNanos);
    }
  }
}
