package org.eyas.core.metric;

/**
 * The counters of a source at the previous snapshot; all zero before the first one.
 *
 * @param nanos time of that snapshot, since the epoch
 * @param events the number of events that the engine had processed
 * @param all the number of events of the source, including lost events
 * @param lost the number of events that the source had lost
 */
record PreviousSnapshot(long nanos, long events, long all, long lost) {
  static final PreviousSnapshot NOTHING = new PreviousSnapshot(0, 0, 0, 0);

  static PreviousSnapshot of(long nanos, SourceReading source) {
    return new PreviousSnapshot(nanos, source.loop().counts().events(), source.all(), source.stats().dropped());
  }

  double seconds(long now) {
    return nanos == 0 ? 0 : (now - nanos) / 1e9;
  }

  /** The rate per second of a counter since the previous snapshot. */
  double rate(long more, long now) {
    double seconds = seconds(now);
    return seconds > 0 ? DecimalRounding.tenth(more / seconds) : 0;
  }
}
