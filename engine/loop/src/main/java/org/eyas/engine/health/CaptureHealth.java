package org.eyas.engine.health;

import java.time.Instant;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureDetails.TreeCounts;
import org.eyas.api.source.CaptureStats;
import org.eyas.engine.alert.AlertSink;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether a capture is complete: lost events, and silence. Called by one loop, in the time of its events, so that each
 * replay gives the same result.
 */
public final class CaptureHealth {
  private final LossWatch losses;
  private final SilenceWatch silence;
  private @Nullable Capture capture;
  private long lastNanos;
  private volatile boolean gaveUp;

  /**
   * @param policies the current policy for lost events
   * @param silentReads the current maximum number of reads without an event
   * @param ebpf whether the events come from an eBPF probe
   */
  public CaptureHealth(Supplier<LossPolicy> policies, LongSupplier silentReads, AlertSink alerts, boolean ebpf) {
    losses = new LossWatch(policies, alerts, ebpf);
    silence = new SilenceWatch(silentReads, System::nanoTime, Instant::now, alerts);
  }

  /** Reports nothing: for a source that loses no events. */
  public static CaptureHealth unwatched() {
    CaptureHealth health = new CaptureHealth(() -> LossPolicy.NONE, () -> 0, alert -> {}, false);
    health.losses.disable();
    return health;
  }

  /** @param containers the id of a process' container, empty if it has none; called on the loop's thread when losses are reported */
  public void begin(Capture opened, LongFunction<String> containers) {
    capture = opened;
    losses.begin(
        opened.stats(),
        () -> opened.details().trees().stream().map(tree -> inContainer(tree, containers)).toList());
  }

  private static TreeCounts inContainer(TreeCounts tree, LongFunction<String> containers) {
    String container = containers.apply(tree.pid());
    return container.isEmpty()
        ? tree
        : new TreeCounts(tree.leader(), tree.pid(), tree.name() + " in container " + container, tree.lost());
  }

  /**
   * Checks the losses once per second. Called for each event, so it must be cheap.
   *
   * @return false if the run must end
   */
  public boolean checkEvent(long nanos) throws InterruptedException {
    lastNanos = nanos;
    return !losses.isDue(nanos) || check(nanos);
  }

  private boolean check(long nanos) throws InterruptedException {
    Capture watched = capture;
    gaveUp = !losses.check(nanos, watched == null ? new CaptureStats(0, 0) : watched.stats());
    return !gaveUp;
  }

  /** Checks the silence. Called after each read. */
  public void afterRead(int events) throws InterruptedException {
    if (events > 0) {
      silence.onEvents();
    } else {
      silence.onEmptyRead(lastNanos);
    }
  }

  /** Reports the last losses. Called after the loop has ended, while the capture is still open. */
  public void end() {
    Capture watched = capture;
    if (watched != null) {
      losses.end(watched.stats());
    }
  }

  /** The losses of the last minutes, in one line; empty if there are none. May be called from any thread. */
  public String lossProblem() {
    return losses.problem();
  }

  /** Whether so many events were lost that the run must end. May be called from any thread. */
  public boolean gaveUp() {
    return gaveUp;
  }

  /** The lines for the final statistics; none if nothing is watched. */
  public List<String> lines() {
    return losses.lines();
  }
}
