package org.eyas.engine.memory;

import java.util.concurrent.TimeUnit;

/**
 * The time of the rules over several sources. It moves with the events that are evaluated, and without events with the clock of the
 * machine, a second later. It never passes an event that waits, and goes back only if the clock of the machine does: then it is the time
 * of the clock. For one thread.
 */
public final class JoinTime {
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private long reachedNanos;
  private long baseNanos;
  private long sinceNanos;

  /**
   * Begins: later events than this count.
   *
   * @param nanos the time
   * @param nowNanos that of a clock that only goes forward
   */
  public JoinTime(long nanos, long nowNanos) {
    set(nanos, nowNanos);
  }

  private void set(long nanos, long nowNanos) {
    reachedNanos = nanos;
    baseNanos = nanos;
    sinceNanos = nowNanos;
  }

  /** The time that is reached. */
  public long nanos() {
    return reachedNanos;
  }

  /**
   * An event is evaluated. If it is late, that changes nothing.
   *
   * @param nextNanos the time of the earliest event that waits
   * @param clockNanos the time of the machine
   * @return the time at which the event counts
   */
  public long see(long eventNanos, long nextNanos, long clockNanos, long nowNanos) {
    limit(clockNanos, nowNanos);
    long reached = Math.min(eventNanos, nextNanos); // an event that leaves early is later than others that wait
    if (reached >= reachedNanos) {
      set(reached, nowNanos);
    }
    return Math.max(eventNanos, reachedNanos);
  }

  /** Time passes. */
  public void pass(long nextNanos, long clockNanos, long nowNanos) {
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
