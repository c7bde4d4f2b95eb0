package org.eyas.engine.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eyas.api.source.CaptureDetails.TreeCounts;
import org.eyas.api.source.CaptureStats;
import org.eyas.engine.alert.AlertSink;
import org.eyas.engine.alert.TokenBucket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a source's counters once per second of events and takes the configured actions if events were lost. Used by one loop's
 * thread.
 */
final class LossWatch {
  private static final Logger LOG = LoggerFactory.getLogger(LossWatch.class);
  private static final long SECOND = 1_000_000_000L;

  private final Supplier<LossPolicy> policies;
  private final AlertSink alerts;
  private final boolean ebpf;
  private final LossLog log;
  private final NoisyProcessTrees trees = new NoisyProcessTrees();
  private LossPolicy policy = LossPolicy.NONE;
  private TokenBucket bucket = new TokenBucket(0, 0, 0);
  private CaptureStats before = new CaptureStats(0, 0);
  private long nextNanos;
  private volatile long detected;
  private volatile long acted;

  /** @param policies the current policy; a reload may change it */
  LossWatch(Supplier<LossPolicy> policies, AlertSink alerts, boolean ebpf) {
    this(policies, alerts, ebpf, new LossLog(ebpf));
  }

  LossWatch(Supplier<LossPolicy> policies, AlertSink alerts, boolean ebpf, LossLog log) {
    this.policies = policies;
    this.alerts = alerts;
    this.ebpf = ebpf;
    this.log = log;
  }

  /** @param start counters at the start, with which later ones are compared */
  void begin(CaptureStats start) {
    before = start;
    log.begin(start);
  }

  /**
   * @param start counters at the start, with which later ones are compared
   * @param counters the counters of process trees at any time
   */
  void begin(CaptureStats start, Supplier<List<TreeCounts>> counters) {
    begin(start);
    trees.begin(counters);
    log.begin(counters);
  }

  /** Never checks the counters again. */
  void disable() {
    nextNanos = Long.MAX_VALUE;
  }

  /** Whether a second is over at the time of an event; cheap enough to be called for each event. */
  boolean isDue(long nanos) {
    return nextNanos < nanos;
  }

  /**
   * Compares the counters with those of a second ago.
   *
   * @return false if the run must end
   */
  boolean check(long nanos, CaptureStats now) throws InterruptedException {
    boolean first = nextNanos == 0;
    nextNanos = nanos + SECOND;
    updatePolicy(nanos);
    if (first) {
      return true;
    }
    CaptureStats second = simulated(now.since(before));
    before = now;
    log.add(nanos, second);
    return !isAboveThreshold(second) || act(nanos, second);
  }

  private void updatePolicy(long nanos) {
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

  private boolean isAboveThreshold(CaptureStats second) {
    double all = second.events() + second.dropped();
    return second.dropped() > 0 && second.dropped() / all > policy.effectiveThreshold();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes the counts
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
      alerts.accept(LossAlert.of(nanos, second, log.all(), trees.namesSinceLastCall(), ebpf));
    }
    if (actions.contains(LossAction.EXIT)) {
      LOG.error("{} Exiting.", LossAlert.message(second));
      return false;
    }
    return true;
  }

  /** Reports the losses since the last check. Called when the loop has processed its last event. */
  void end(CaptureStats now) {
    if (nextNanos != Long.MAX_VALUE) {
      log.end(now.since(before));
      before = now;
    }
  }

  /** The losses of the last minutes, for health; empty if there are none. May be called from any thread. */
  String problem() {
    return log.problem();
  }

  /**
   * The lines for the final statistics. The first lines are Falco's; their occurrences are seconds above the threshold.
   * If events were lost, the last line has their number. May be called from any thread.
   */
  List<String> lines() {
    if (nextNanos == Long.MAX_VALUE) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("Syscall event drop monitoring:");
    lines.add("   - event drop detected: " + detected + " occurrences");
    lines.add("   - num times actions taken: " + acted);
    if (log.all() > 0) {
      lines.add(
          "   - system calls lost: " + log.all() + " (occurrences are seconds in which a greater share was lost than"
              + " syscall_event_drops.threshold)");
    }
    return lines;
  }
}
