package org.eyas.core.engine;

/** Tokens that come back at a steady rate: something may be done often for a short time, but rarely in the long run. */
public final class TokenBucket {
  private static final double SECOND = 1e9;

  private final double perSecond;
  private final double most;
  private double tokens;
  private long seenNanos;

  /** A full bucket. */
  public TokenBucket(double perSecond, double most, long nowNanos) {
    this.perSecond = perSecond;
    this.most = most;
    tokens = most;
    seenNanos = nowNanos;
  }

  /** Takes a token where there is one; a clock that goes back brings none. */
  public boolean claim(long nowNanos) {
    tokens = Math.min(most, tokens + perSecond * Math.max(0, nowNanos - seenNanos) / SECOND);
    seenNanos = nowNanos;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
