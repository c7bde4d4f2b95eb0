package org.eyas.respond.guard;

/**
 * The number of actions per minute, whatever the engine asks for: a token bucket. A rule that is wrong must not take a machine down.
 * One thread uses it.
 */
final class ActionBudget {
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final int perMinute;
  private double left;
  private long lastNanos;

  ActionBudget(int perMinute, long nowNanos) {
    this.perMinute = perMinute;
    left = perMinute;
    lastNanos = nowNanos;
  }

  /** Spends one action, if one is left. */
  boolean spend(long nowNanos) {
    left = Math.min(perMinute, left + (double) (nowNanos - lastNanos) * perMinute / MINUTE_NANOS);
    lastNanos = nowNanos;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
