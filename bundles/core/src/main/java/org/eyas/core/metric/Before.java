package org.eyas.core.metric;

/**
 * What a source had told at the snapshot before; all zero before the first.
 *
 * @param nanos when that was, since the epoch
 * @param events that the engine had looked at
 * @param all events that the source had had, lost ones included
 * @param lost events that it had lost
 */
record Before(long nanos, long events, long all, long lost) {
  static final Before NOTHING = new Before(0, 0, 0, 0);

  static Before of(long nanos, SourceReading source) {
    return new Before(nanos, source.loop().counts().events(), source.all(), source.stats().dropped());
  }

  double seconds(long now) {
    return nanos == 0 ? 0 : (now - nanos) / 1e9;
  }

  /** How many of a kind came in a second since then. */
  double rate(long more, long now) {
    double seconds = seconds(now);
    return seconds > 0 ? Rounded.tenth(more / seconds) : 0;
  }
}
