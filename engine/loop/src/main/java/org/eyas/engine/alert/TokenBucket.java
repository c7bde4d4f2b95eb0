package org.eyas.engine.alert;

/** A token bucket: allows short bursts, and a limited rate in the long run. */
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

  /** Takes a token if there is one. A clock that is set back adds none. */
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
