package org.eyas.selfwatch;

import java.util.Locale;
import org.eyas.api.control.OwnHealth;
import org.eyas.selfwatch.ProcessorLimit.Throttling;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges whether the limit of a cgroup makes the engine slow. It does if the kernel throttled the engine in half of the
 * periods in which it ran, at two checks in a row. One check is not enough, because a start needs much processor time
 * for some seconds. The log tells when the throttling begins and ends; health reports it while it lasts. Used by one
 * thread.
 */
final class ThrottlingCheck {
  private static final Logger LOG = LoggerFactory.getLogger(ThrottlingCheck.class);

  /** The minimum number of periods for a judgement. A period usually takes 100 ms. */
  private static final long FEWEST_PERIODS = 10;

  private final ProcessorLimit limit;
  private final OwnHealth health;
  private Throttling before;
  private boolean wasThrottled;
  private boolean slow;

  ThrottlingCheck(ProcessorLimit limit, OwnHealth health) {
    this.limit = limit;
    this.health = health;
    before = limit.read();
  }

  /** Judges the time since the last call. */
  void judgeThrottling() {
    Throttling now = limit.read();
    Throttling since = now.since(before);
    before = now;
    boolean wasSlow = slow;
    boolean isThrottled = since.periods() >= FEWEST_PERIODS && 2 * since.throttled() >= since.periods();
    slow = isThrottled && wasThrottled;
    wasThrottled = isThrottled;
    if (slow) {
      String problem = problem(since);
      health.reportProblem(problem);
      if (!wasSlow) {
        LOG.warn("{}", problem);
      }
    } else if (wasSlow) {
      health.clear();
      LOG.info("Eyas is no longer slow: its processor time suffices again");
    }
  }

  private String problem(Throttling since) {
    return String.format(
        Locale.ROOT,
        "Eyas is slow: its cgroup may use %.2f processors, and the kernel stopped it in %d of the last %d periods. Alerts are late,"
            + " and events may be lost. Raise the limit (CPUQuota= of the service, --cpus of a container, limits.cpu of a pod)",
        limit.processors(), since.throttled(), since.periods());
  }
}
