package org.eyas.fleet.job;

import java.time.Duration;

/**
 * The time of one partition: that of its newest alert. If all of the partition has been read for some time, its time passes at the speed
 * of the clock, but never beyond the clock. For one thread.
 *
 * <p>A partition that gives nothing because it cannot be read, or because the job stands still, is not silent: its time stands still
 * too, and so does that of the job. Otherwise, the alerts that come afterwards would be late. So silence begins again after a failure of
 * the brokers, which gives hosts time to send what they could not send meanwhile.
 */
final class FleetClock {
  /** Between two calls of {@link #pass}. */
  static final long CALL_MILLIS = 200;
  /** A partition that is lost must not hold up the job for ever. */
  static final Duration LONGEST_FAILURE = Duration.ofMinutes(10);

  private final long latenessMillis;
  private final long idleMillis;
  private long reachedMillis = Long.MIN_VALUE;
  private long silentMillis;
  private long unreadMillis;

  FleetClock(JobOptions options) {
    latenessMillis = options.lateness().toMillis();
    idleMillis = options.idle().toMillis();
  }

  /** An alert was read. */
  void see(long millis) {
    reachedMillis = Math.max(reachedMillis, millis);
    silentMillis = 0;
    unreadMillis = 0;
  }

  /**
   * Some time has passed without an alert.
   *
   * @param millis how much; not that for which the job stood still
   * @param allRead whether the partition is known to contain nothing that was not read
   * @param nowMillis the clock
   */
  void pass(long millis, boolean allRead, long nowMillis) {
    unreadMillis = allRead ? 0 : unreadMillis + millis;
    if (!allRead && unreadMillis <= LONGEST_FAILURE.toMillis()) {
      silentMillis = 0;
      return;
    }
    long passed = isSilent() ? millis : silentMillis + millis;
    silentMillis += millis;
    if (isSilent() && reachedMillis != Long.MIN_VALUE) {
      reachedMillis = Math.max(reachedMillis, Math.min(reachedMillis + passed, nowMillis));
    }
  }

  private boolean isSilent() {
    return silentMillis > idleMillis;
  }

  /** Whether it has no time and does not hold up the others: it never had an alert. */
  boolean isIdle() {
    return reachedMillis == Long.MIN_VALUE && isSilent();
  }

  boolean hasTime() {
    return reachedMillis != Long.MIN_VALUE;
  }

  /** Alerts until this time have arrived; those that are older by more than the lateness are late. */
  long watermark() {
    return reachedMillis - latenessMillis - 1;
  }
}
