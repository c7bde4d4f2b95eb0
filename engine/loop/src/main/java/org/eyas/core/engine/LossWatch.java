package org.eyas.core.engine;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eyas.api.source.CaptureStats;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a source's counters once in each second of events and takes the configured actions where it lost some. Used by
 * one loop's thread.
 */
final class LossWatch {
  private static final Logger LOG = LoggerFactory.getLogger(LossWatch.class);
  private static final long SECOND = 1_000_000_000L;

  private final Supplier<LossPolicy> policies;
  private final AlertSink alerts;
  private final boolean ebpf;
  private final LossLog log;
  private LossPolicy policy = LossPolicy.NONE;
  private TokenBucket bucket = new TokenBucket(0, 0, 0);
  private CaptureStats before = new CaptureStats(0, 0);
  private long nextNanos;
  private volatile long detected;
  private volatile long acted;

  /** @param policies tells the policy of the moment; it may be another one after a reload */
  LossWatch(Supplier<LossPolicy> policies, AlertSink alerts, boolean ebpf) {
    this(policies, alerts, ebpf, new LossLog(ebpf));
  }

  LossWatch(Supplier<LossPolicy> policies, AlertSink alerts, boolean ebpf, LossLog log) {
    this.policies = policies;
    this.alerts = alerts;
    this.ebpf = ebpf;
    this.log = log;
  }

  /** @param start counters that what comes is compared with */
  void begin(CaptureStats start) {
    before = start;
  }

  /** From now on no second is over. */
  void never() {
    nextNanos = Long.MAX_VALUE;
  }

  /** Whether a second is over at the time of an event; cheap enough to be asked for each. */
  boolean isDue(long nanos) {
    return nextNanos < nanos;
  }

  /**
   * Compares the counters with those of a second ago.
   *
   * @return false where the run has to end
   */
  boolean check(long nanos, CaptureStats now) throws InterruptedException {
    boolean first = nextNanos == 0;
    nextNanos = nanos + SECOND;
    follow(nanos);
    if (first) {
      return true;
    }
    CaptureStats second = simulated(now.since(before));
    before = now;
    log.add(nanos, second);
    return !isWorthAWord(second) || act(nanos, second);
  }

  private void follow(long nanos) {
    LossPolicy now = policies.get();
    if (!now.equals(policy)) {
      policy = now;
      bucket = new TokenBucket(now.perSecond(), now.maxBurst(), nanos);
    }
  }

  private CaptureStats simulated(CaptureStats second) {
    if (!policy.simulated()) {
      return second;
    }
    LOG.info("Simulating syscall event drop");
    return new CaptureStats(second.events(), second.dropped() + 1, second.losses());
  }

  private boolean isWorthAWord(CaptureStats second) {
    double all = second.events() + second.dropped();
    return second.dropped() > 0 && second.dropped() / all > policy.effectiveThreshold();
  }

  private boolean act(long nanos, CaptureStats second) throws InterruptedException {
    detected++;
    if (!bucket.claim(nanos)) {
      LOG.debug("Syscall event drop but token bucket depleted, skipping actions");
      return true;
    }
    acted++;
    Set<LossAction> actions = policy.actions();
    if (actions.contains(LossAction.LOG)) {
      LOG.debug(LossAlert.message(second));
    }
    if (actions.contains(LossAction.ALERT)) {
      alerts.accept(LossAlert.of(nanos, second, ebpf));
    }
    if (actions.contains(LossAction.EXIT)) {
      LOG.error("{} Exiting.", LossAlert.message(second));
      return false;
    }
    return true;
  }

  /** The loop has looked at its last event: what was lost since then is reported too. */
  void end(CaptureStats now) {
    if (nextNanos != Long.MAX_VALUE) {
      log.end(now.since(before));
      before = now;
    }
  }

  /** What was lost within the last minutes, for health; empty where nothing was. May be asked from any thread. */
  String problem() {
    return log.problem();
  }

  /** The lines of the end's statistics; may be asked from any thread. */
  List<String> lines() {
    return List.of(
        "Syscall event drop monitoring:",
        "   - event drop detected: " + detected + " occurrences",
        "   - num times actions taken: " + acted);
  }
}
