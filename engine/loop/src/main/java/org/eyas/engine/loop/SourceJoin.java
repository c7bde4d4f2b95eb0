package org.eyas.engine.loop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eyas.api.update.Handover;
import org.eyas.engine.memory.FoundEvent;
import org.eyas.engine.memory.MemoryFigures;
import org.eyas.engine.memory.StepSorter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates the rules over several sources: the thread {@code join-sources} puts the events that loops found in the order of their times,
 * and has the groups of these rules. It begins with the first such rule.
 *
 * <pre>
 *   loop of syscall -----+   found events        waits, sorted        groups
 *                        +--> add() --> queue --> StepSorter --> JoiningRules --> alerts
 *   loop of k8s_audit ---+
 * </pre>
 */
public final class SourceJoin implements FoundEvents {
  /** The name under which files and the next engine know what these rules remember. */
  public static final String NAME = "several-sources";

  private static final Logger LOG = LoggerFactory.getLogger(SourceJoin.class);
  private static final long MOST_BYTES = 8 << 20;
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Duration END = Duration.ofSeconds(2);

  private final Supplier<Generation> generations;
  private final AlertSink alerts;
  private final LongSupplier waitNanos;
  private final KeptMemory memory;
  private final long limitBytes = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 32);
  private final StepSorter sorter = new StepSorter(limitBytes);
  private final FaultLog faults = new FaultLog();
  private final FullMemory fullMemory = new FullMemory();
  private final Shortage overload = new Shortage(System::nanoTime, LOG::warn);
  private final Queue<FoundEvent> arrived = new ConcurrentLinkedQueue<>();
  private final AtomicLong arrivedBytes = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private volatile @Nullable Thread thread;
  private volatile boolean idle;
  private volatile boolean stopped;
  private volatile boolean leaving;
  private volatile JoinFigures figures = JoinFigures.NONE;
  private @Nullable JoiningRules rules;
  private long latestNanos = Long.MIN_VALUE;
  private long seenNanos;
  private long secondNanos;

  /**
   * Creates one that does not run yet.
   *
   * @param generations the current generation
   * @param alerts must not wait
   * @param waitNanos how long events wait for earlier ones of other sources
   */
  public SourceJoin(Supplier<Generation> generations, AlertSink alerts, LastingMemory lasting, LongSupplier waitNanos) {
    this.generations = generations;
    this.alerts = alerts;
    this.waitNanos = waitNanos;
    memory = new KeptMemory(lasting);
  }

  /** Continues with what rules of a previous engine remembered. Called before {@link #changed}. */
  public void resumeFrom(Handover.Memory left) {
    memory.resumeFrom(left.groups());
  }

  /** There is another generation: starts the thread if it has rules for it. */
  public synchronized void changed() {
    if (thread == null && !stopped && !generations.get().joining().isEmpty()) {
      thread = Thread.ofPlatform().daemon().name("join-sources").start(this::run);
    }
    LockSupport.unpark(thread);
  }

  /** Queues an event. If the thread cannot keep up and the queue is full, the event is dropped, counted and reported. */
  @Override
  public void add(FoundEvent event) {
    if (arrivedBytes.get() > limitBytes) {
      dropped.incrementAndGet();
      return;
    }
    arrivedBytes.addAndGet(event.bytes());
    arrived.add(event);
    if (idle) {
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    while (!stopped) {
      round(System.nanoTime());
      idle = true;
      if (arrived.isEmpty() && !stopped) {
        LockSupport.parkNanos(this, Math.min(SECOND_NANOS, sorter.nanosLeft(System.nanoTime(), waitNanos.getAsLong())));
      }
      idle = false;
    }
    end();
  }

  private void round(long nowNanos) {
    try {
      use(generations.get().joining());
      take(nowNanos);
      long wait = waitNanos.getAsLong();
      for (FoundEvent next = sorter.poll(nowNanos, wait); next != null; next = sorter.poll(nowNanos, wait)) {
        see(next, nowNanos);
      }
      passes(nowNanos);
      look(nowNanos);
    } catch (InterruptedException e) {
      LOG.debug("interrupted", e); // nobody interrupts this thread; an alert may be missing
    } catch (RuntimeException e) {
      faults.add("joining sources", e);
    }
  }

  private void use(JoiningRules next) {
    JoiningRules before = rules;
    if (next == before) {
      return;
    }
    if (before != null) {
      next.memories().continueWith(before.memories());
    }
    rules = next;
    memory.begin(next.memories());
  }

  private void take(long nowNanos) {
    for (FoundEvent next = arrived.poll(); next != null; next = arrived.poll()) {
      arrivedBytes.addAndGet(-next.bytes());
      sorter.add(next, nowNanos);
    }
  }

  private void see(FoundEvent event, long nowNanos) throws InterruptedException {
    JoiningRules active = rules;
    if (active != null) {
      latestNanos = Math.max(latestNanos, Math.min(event.timestampNanos(), clockNanos()));
      seenNanos = nowNanos;
      elapse(active, event.timestampNanos());
      active.see(event, alerts, faults);
    }
  }

  /** Without events, time passes with the clock, a second later; but not past an event that waits. */
  private void passes(long nowNanos) throws InterruptedException {
    long elapsed = nowNanos - seenNanos - SECOND_NANOS;
    JoiningRules active = rules;
    if (active != null && latestNanos != Long.MIN_VALUE && elapsed > 0) {
      elapse(active, Math.min(latestNanos + elapsed, sorter.nextNanos() - 1));
    }
  }

  // An event of a machine whose clock is ahead must not end all waits.
  private void elapse(JoiningRules active, long nanos) throws InterruptedException {
    active.elapse(Math.min(nanos, clockNanos()), alerts, faults);
  }

  private static long clockNanos() {
    return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() + 1);
  }

  private void look(long nowNanos) {
    JoiningRules active = rules;
    if (active == null) {
      return;
    }
    memory.keep(active.memories(), nowNanos);
    if (nowNanos - secondNanos >= SECOND_NANOS) {
      secondNanos = nowNanos;
      JoinFigures now = read(active.memories().figures());
      fullMemory.look(now.memory());
      overload.look(now.dropped() + now.early(), now::overload);
      figures = now; // last, so that its problems are known when it can be read
    }
  }

  private JoinFigures read(MemoryFigures remembered) {
    return new JoinFigures(remembered, sorter.size(), dropped.get(), sorter.early(), sorter.late());
  }

  /** Evaluates the events that still wait, in the order of their times. */
  private void end() {
    try {
      use(generations.get().joining());
      take(System.nanoTime());
      for (FoundEvent next = sorter.pollAny(); next != null; next = sorter.pollAny()) {
        see(next, System.nanoTime());
      }
      JoiningRules last = rules;
      if (last != null && !leaving) {
        memory.end(last.memories());
      }
    } catch (InterruptedException e) {
      LOG.debug("interrupted", e);
    } catch (RuntimeException e) {
      faults.add("joining sources", e);
    }
  }

  /** Ends the thread, after it has evaluated all events. Call it when all loops have ended. */
  public void stop() {
    Thread running;
    synchronized (this) {
      stopped = true;
      running = thread;
    }
    if (running == null) {
      return;
    }
    LockSupport.unpark(running);
    try {
      if (!running.join(END)) {
        LOG.error("join-sources did not end within {} s: events of rules over several sources are not evaluated",
            END.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Like {@link #stop}, for an update of the engine. Returns what the rules remember; empty if that is nothing. */
  public Optional<Handover.Memory> leave() {
    leaving = true;
    stop();
    JoiningRules last = rules;
    Thread ended = thread;
    return last == null || ended == null || ended.isAlive()
        ? Optional.empty()
        : memory.left(last.memories()).map(groups -> new Handover.Memory(NAME, groups));
  }

  /** Whether all events that were added so far wait or are evaluated. */
  boolean isIdle() {
    return arrived.isEmpty() && idle;
  }

  /** The figures of the last second. May be called from any thread. */
  public JoinFigures figures() {
    return figures;
  }

  /** What prevents these rules from seeing everything, and internal errors of the last minute. May be called from any thread. */
  public List<String> problems() {
    Stream<String> errors =
        faults.recent().map(fault -> "internal error: " + fault.last() + ". Please report it, with the log.").stream();
    return Stream.concat(Stream.of(overload.problem(), fullMemory.problem()).filter(text -> !text.isEmpty()), errors).toList();
  }
}
