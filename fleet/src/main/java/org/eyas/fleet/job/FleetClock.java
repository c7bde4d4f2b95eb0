package org.eyas.fleet.job;

/**
 * The time of one partition: that of its newest record. When all of the partition has been read for some time, it is the last moment for
 * which a broker has said so. For one thread.
 *
 * <p>While nobody knows whether there is more to read, because brokers fail, the time stands still. Otherwise, the alerts that come
 * afterwards would be late. Silence begins again after a failure, so that hosts can send the alerts that they kept.
 */
final class FleetClock {
  /** Between two times that are emitted. */
  static final long STEP_MILLIS = 200;
  private static final long NOT_SILENT = Long.MAX_VALUE;

  private final long latenessMillis;
  private final long idleMillis;
  private long reachedMillis = Long.MIN_VALUE;
  private long silentSinceMillis = NOT_SILENT;

  FleetClock(JobOptions options) {
    latenessMillis = options.lateness().toMillis();
    idleMillis = options.idle().toMillis();
  }

  /** A record was read. */
  void read(long millis) {
    reachedMillis = Math.max(reachedMillis, millis);
    silentSinceMillis = NOT_SILENT;
  }

  /** There are records that were not read. */
  void moreToRead() {
    silentSinceMillis = NOT_SILENT;
  }

  /**
   * All that was written before a moment has been read.
   *
   * @param sinceMillis the end of the last failure
   */
  void allRead(long millis, long sinceMillis) {
    silentSinceMillis = Math.max(Math.min(silentSinceMillis, millis), sinceMillis);
    if (millis - silentSinceMillis >= idleMillis) {
      reachedMillis = Math.max(reachedMillis, millis);
    }
  }

  /** Whether it was silent for long enough, or had a record. */
  boolean hasTime() {
    return reachedMillis != Long.MIN_VALUE;
  }

  /** Alerts until this time have arrived; those that are older by more than the lateness are late. */
  long watermark() {
    return reachedMillis - latenessMillis - 1;
  }
}
