package org.eyas.engine.hold;

/**
 * The counters of held matches.
 *
 * @param now how many are held
 * @param total how many were held since the start
 * @param completed how many had all values in time
 * @param timedOut how many were decided without a value because the time was over
 * @param early how many were decided at once: too many were held, or the rules changed, or the source ended
 * @param unfollowed how many alerts without a value were forgotten before it came, because too many newer ones waited too
 * @param p50Nanos half of them were held at most this long; 0 if none was
 * @param p99Nanos 99 % of them were held at most this long
 */
public record HoldFigures(
    long now, long total, long completed, long timedOut, long early, long unfollowed, long p50Nanos, long p99Nanos) {
  /** Nothing was held. */
  public static final HoldFigures NONE = new HoldFigures(0, 0, 0, 0, 0, 0, 0, 0);
}
