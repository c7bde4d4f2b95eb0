package org.eyas.core.engine;

import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureStats;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether a capture tells all there is: what it lost, and whether it has fallen silent. Driven by one loop, in the
 * time of its events, so that a replay says the same each time.
 */
public final class CaptureHealth {
  private final LossWatch losses;
  private final SilenceWatch silence;
  private @Nullable Capture capture;
  private long lastNanos;
  private volatile boolean gaveUp;

  /**
   * @param policies what is done about losses, at this moment
   * @param silentReads how many reads without an event are too many, at this moment
   * @param ebpf whether the events come from an eBPF probe
   */
  public CaptureHealth(Supplier<LossPolicy> policies, LongSupplier silentReads, AlertSink alerts, boolean ebpf) {
    losses = new LossWatch(policies, alerts, ebpf);
    silence = new SilenceWatch(silentReads, System::nanoTime, Instant::now, alerts);
  }

  /** Says nothing. */
  public static CaptureHealth unwatched() {
    CaptureHealth health = new CaptureHealth(() -> LossPolicy.NONE, () -> 0, alert -> {}, false);
    health.losses.never();
    return health;
  }

  void begin(Capture opened) {
    capture = opened;
    losses.begin(opened.stats());
  }

  /**
   * An event is there; cheap unless a second is over.
   *
   * @return false where the run has to end
   */
  boolean event(long nanos) throws InterruptedException {
    lastNanos = nanos;
    return !losses.isDue(nanos) || check(nanos);
  }

  private boolean check(long nanos) throws InterruptedException {
    Capture watched = capture;
    gaveUp = !losses.check(nanos, watched == null ? new CaptureStats(0, 0) : watched.stats());
    return !gaveUp;
  }

  /** A read is over. */
  void read(int events) throws InterruptedException {
    if (events > 0) {
      silence.heard();
    } else {
      silence.silent(lastNanos);
    }
  }

  /** The loop has ended; the capture is still open. */
  void end() {
    Capture watched = capture;
    if (watched != null) {
      losses.end(watched.stats());
    }
  }

  /** What was lost within the last minutes, in one line; empty where nothing was. May be asked from any thread. */
  public String lossProblem() {
    return losses.problem();
  }

  /** Whether so much was lost that the run has to end; may be asked from any thread. */
  public boolean gaveUp() {
    return gaveUp;
  }

  /** The lines of the end's statistics. */
  public List<String> lines() {
    return losses.lines();
  }
}
