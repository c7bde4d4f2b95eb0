package org.eyas.fleet.job;

/**
 * The clock of one partition. Its time is the time of the newest record. If the partition has been read to its end for
 * the idle time, the time of the clock is the last moment for which a broker has confirmed this end. For one thread.
 *
 * <p>While brokers fail, the job does not know whether a partition has more records, so the clock stands still.
 * Otherwise, the alerts after the failure would be late. The idle time begins again after a failure, so that hosts can
 * send the alerts that they kept.
 */
final class PartitionClock {
  private static final long NOT_SILENT = Long.MAX_VALUE;

  private final long latenessMillis;
  private final long idleMillis;
  private long reachedMillis = Long.MIN_VALUE;
  private long silentSinceMillis = NOT_SILENT;

  PartitionClock(JobOptions options) {
    latenessMillis = options.lateness().toMillis();
    idleMillis = options.idle().toMillis();
  }

  /** Called when a record was read. */
  void onRecord(long millis) {
    reachedMillis = Math.max(reachedMillis, millis);
    silentSinceMillis = NOT_SILENT;
  }

  /** Called when a broker reports records that were not read yet. */
  void onMoreToRead() {
    silentSinceMillis = NOT_SILENT;
  }

  /**
   * Called when all records that were written before a moment have been read.
   *
   * @param millis the moment
   * @param sinceMillis the end of the last failure
   */
  void onAllRead(long millis, long sinceMillis) {
    silentSinceMillis = Math.max(Math.min(silentSinceMillis, millis), sinceMillis);
    if (millis - silentSinceMillis >= idleMillis) {
      reachedMillis = Math.max(reachedMillis, millis);
    }
  }

  /** Whether the partition had a record or was idle for long enough, so that its clock has a time. */
  boolean hasTime() {
    return reachedMillis != Long.MIN_VALUE;
  }

  /** The time of the clock minus the lateness: alerts until this time have arrived, and older alerts are late. */
  long watermark() {
    return reachedMillis - latenessMillis - 1;
  }
}
