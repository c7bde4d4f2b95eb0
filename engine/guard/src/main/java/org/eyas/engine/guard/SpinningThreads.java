package org.eyas.engine.guard;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.HealthProblem.Part;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds threads of bundles that use a whole processor without a pause. The processor time of all threads is read every
 * ten seconds, which takes microseconds for each thread. Stacks are expensive, and are read only if a thread has spun
 * for half a minute. One thread calls {@link #readTimes}; any thread may read the results.
 */
public final class SpinningThreads {
  private static final Logger LOG = LoggerFactory.getLogger(SpinningThreads.class);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int LOOKS = 3;
  private static final double WHOLE = 0.9;

  /** The processor time that a thread had used at the last check, and the number of checks since which it spins. */
  private record ProcessorUse(long usedNanos, long beginNanos, int looks) {}

  /** A spinning thread, as health names it. */
  private record Spinning(String bundle, String thread, Instant since) {}

  private final FaultRegistry book;
  private final ThreadGrowth.Owners owners;
  private final LongSupplier clock;
  private final LongUnaryOperator usedBy;
  private final Map<Long, Spinning> named = new HashMap<>();
  private Map<Long, ProcessorUse> uses = new HashMap<>();
  private long before;
  private volatile List<HealthProblem> problems = List.of();

  /**
   * @param owners finds the bundle of a thread; empty for threads that may use a whole processor, such as threads of
   *     the engine
   */
  public SpinningThreads(FaultRegistry book, ThreadGrowth.Owners owners) {
    this(book, owners, System::nanoTime, THREADS::getThreadCpuTime);
  }

  /** @param usedBy the processor time of a thread in nanoseconds, by its id; negative if it has ended */
  SpinningThreads(FaultRegistry book, ThreadGrowth.Owners owners, LongSupplier clock, LongUnaryOperator usedBy) {
    this.book = book;
    this.owners = owners;
    this.clock = clock;
    this.usedBy = usedBy;
    before = clock.getAsLong() - PERIOD_NANOS;
  }

  /** Reads the processor time of all threads if ten seconds are over. */
  public void readTimes() {
    long span = clock.getAsLong() - before;
    if (span < PERIOD_NANOS) {
      return;
    }
    before += span;
    Map<Long, ProcessorUse> now = new HashMap<>();
    for (long id : THREADS.getAllThreadIds()) {
      long used = usedBy.applyAsLong(id);
      if (used >= 0) {
        now.put(id, next(uses.get(id), used, span));
      }
    }
    uses = now;
    named.keySet().removeIf(id -> !spins(now.get(id)));
    if (now.entrySet().stream().anyMatch(each -> spins(each.getValue()) && !named.containsKey(each.getKey()))) {
      nameNewOnes();
    }
    problems = current();
  }

  private static ProcessorUse next(@Nullable ProcessorUse last, long used, long span) {
    return last == null || used - last.usedNanos() < WHOLE * span
        ? new ProcessorUse(used, used, 0)
        : new ProcessorUse(used, last.beginNanos(), last.looks() + 1);
  }

  private static boolean spins(@Nullable ProcessorUse use) {
    return use != null && use.looks() >= LOOKS;
  }

  private void nameNewOnes() {
    Thread.getAllStackTraces().forEach((thread, stack) -> {
      ProcessorUse use = uses.get(thread.threadId());
      if (use != null && spins(use) && !named.containsKey(thread.threadId())) {
        owners.of(thread, LeakedThreads.outermost(stack)).ifPresent(bundle -> name(bundle, thread, use, stack));
      }
    });
  }

  private void name(String bundle, Thread thread, ProcessorUse use, StackTraceElement[] stack) {
    Spinning spinning = new Spinning(bundle, thread.getName(), Instant.now());
    named.put(thread.threadId(), spinning);
    String problem = text(List.of(spinning), use.usedNanos() - use.beginNanos());
    LOG.warn("Bundle {}: {}, now at {}", bundle, problem, stack.length == 0 ? "an unknown place" : stack[0]);
    book.report(new ServiceOrigin(bundle, "its threads"), "bundle " + bundle + ": " + problem);
  }

  private List<HealthProblem> current() {
    Map<String, List<Long>> byBundle = new TreeMap<>();
    named.forEach((id, spinning) -> byBundle.computeIfAbsent(spinning.bundle(), _ -> new ArrayList<>()).add(id));
    return byBundle.entrySet().stream().map(each -> problem(each.getKey(), each.getValue())).toList();
  }

  private HealthProblem problem(String bundle, List<Long> ids) {
    List<Spinning> threads = new ArrayList<>();
    long used = 0;
    for (long id : ids) {
      threads.add(Objects.requireNonNull(named.get(id)));
      ProcessorUse use = Objects.requireNonNull(uses.get(id));
      used += use.usedNanos() - use.beginNanos();
    }
    return new HealthProblem(Part.BUNDLE, bundle, text(threads, used), threads.getFirst().since());
  }

  private static String text(List<Spinning> threads, long usedNanos) {
    String who = threads.size() == 1 ? "its thread " + threads.getFirst().thread() + " uses a whole processor"
        : threads.size() + " of its threads use a whole processor each, such as " + threads.getFirst().thread();
    return who + " without a pause: " + TimeUnit.NANOSECONDS.toSeconds(usedNanos) + " s of processor time so far";
  }

  /** The bundles whose threads spin now. */
  public List<HealthProblem> problems() {
    return problems;
  }
}
