package org.eyas.engine.health;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eyas.api.source.CaptureDetails.TreeCounts;
import org.eyas.api.source.CaptureStats;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports lost events in the log and in health, regardless of {@code syscall_event_drops}. The log gets the first loss
 * at once, and then at most one line per minute with the losses since the previous line. Used by one loop's thread; any
 * thread may call {@link #problem}.
 */
final class LossLog {
  private static final Logger LOG = LoggerFactory.getLogger(LossLog.class);
  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long RECENT_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final String TRACE_LESS = "trace fewer system calls (base_syscalls.custom_set)";
  private static final String MORE_ROOM =
      "raise engine.modern_ebpf.buf_size_preset, lower engine.modern_ebpf.cpus_for_each_buffer, or " + TRACE_LESS;

  private final String remedy;
  private final NoisyProcessTrees trees = new NoisyProcessTrees();
  private final LongSupplier clock;
  private final Consumer<String> log;
  private long nextNanos = Long.MIN_VALUE;
  private long looks;
  private long events;
  private long lost;
  private volatile long all;
  private volatile boolean lostWhileRunning;
  private volatile long lastNanos;
  private volatile String noisy = "";

  /** @param ebpf whether the events come from an eBPF probe */
  LossLog(boolean ebpf) {
    this(ebpf, System::nanoTime, LOG::warn);
  }

  /**
   * @param clock the current time, for the age of a loss
   * @param log takes the lines
   */
  LossLog(boolean ebpf, LongSupplier clock, Consumer<String> log) {
    remedy = "To lose fewer, " + (ebpf ? MORE_ROOM : TRACE_LESS) + ".";
    this.clock = clock;
    this.log = log;
  }

  /**
   * Counts the events that the source lost before its first event, while the engine started. These losses alone are not
   * reported.
   */
  void begin(CaptureStats start) {
    all = start.dropped();
  }

  /** @param counters the counters of process trees, for the next lines */
  void begin(Supplier<List<TreeCounts>> counters) {
    trees.begin(counters);
  }

  /**
   * The number of lost events since the source was opened. The log, health, the alert, the final statistics, and
   * (except for simulated losses) the metrics show the same number. May be called from any thread.
   */
  long all() {
    return all;
  }

  /**
   * Adds a source's counters of one second.
   *
   * @param nanos the time of its last event
   */
  void add(long nanos, CaptureStats second) {
    count(second);
    if (lost > 0 && nanos >= nextNanos) {
      nextNanos = nanos + PAUSE_NANOS;
      report();
    }
  }

  /** Adds a source's last counters, and reports losses that were not reported yet. */
  void end(CaptureStats rest) {
    count(rest);
    if (lost > 0) {
      report();
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes the counts
  private void count(CaptureStats second) {
    if (second.dropped() > 0) {
      lostWhileRunning = true;
      lastNanos = clock.getAsLong();
      all += second.dropped();
    } else if (lost == 0) {
      return;
    }
    looks++;
    events += second.events();
    lost += second.dropped();
  }

  private void report() {
    String most = trees.namesSinceLastCall();
    noisy = most.isEmpty() ? "" : "Most were lost by the noisiest processes: " + most + ". ";
    log.accept(
        "Lost %d of %d system calls within %d s, %d since the start: no rule could see them. %s%s"
            .formatted(lost, events + lost, looks, all, noisy, remedy));
    looks = 0;
    events = 0;
    lost = 0;
  }

  /** The text for health if the last loss is not older than five minutes; empty otherwise. */
  String problem() {
    long ago = clock.getAsLong() - lastNanos;
    return !lostWhileRunning || ago > RECENT_NANOS
        ? ""
        : "%d system calls were lost since the start, the last ones %d s ago. %s%s".formatted(all,
            TimeUnit.NANOSECONDS.toSeconds(ago), noisy, remedy);
  }
}
