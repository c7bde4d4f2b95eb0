package org.eyas.engine.hold;

/**
 * The counters of held matches.
 *
 * @param now the number of matches that are held now
 * @param total the number of matches that were held since the start
 * @param completed the number of matches that had all values in time
 * @param timedOut the number of matches that were decided without a value because the time was over
 * @param early the number of matches that were decided at once: too many were held, or the rules changed, or the source
 *     ended
 * @param unfollowed the number of incomplete alerts that were forgotten before their value arrived, because too many
 *     newer alerts waited
 * @param p50Nanos half of the matches were held at most this long; 0 if none was held
 * @param p99Nanos 99 % of the matches were held at most this long
 */
public record HoldFigures(
    long now, long total, long completed, long timedOut, long early, long unfollowed, long p50Nanos, long p99Nanos) {
  /** The figures if no match was held. */
  public static final HoldFigures NONE = new HoldFigures(0, 0, 0, 0, 0, 0, 0, 0);
}
