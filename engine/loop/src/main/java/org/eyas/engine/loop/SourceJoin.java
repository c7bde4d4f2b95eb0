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
import org.eyas.api.control.OpenSequences;
import org.eyas.api.update.Handover;
import org.eyas.engine.alert.AlertSink;
import org.eyas.engine.checkpoint.CheckpointStore;
import org.eyas.engine.checkpoint.RuleCheckpointer;
import org.eyas.engine.health.RuleMemoryShortage;
import org.eyas.engine.health.ShortageReporter;
import org.eyas.engine.stateful.StatefulRuleFigures;
import org.eyas.engine.stateful.event.EventTimeSorter;
import org.eyas.engine.stateful.event.JoinClock;
import org.eyas.engine.stateful.event.StepMatchEvent;
import org.eyas.engine.statistics.LoopFaultLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates the rules over several sources. The thread {@code join-sources} sorts the events that loops found by their
 * times, and owns the groups of these rules. The thread starts with the first such rule.
 *
 * <pre>
 *   loop of syscall -----+   found events       waits, sorted      groups
 *                        +--> queue --------------> sorter --------> rules --> alerts
 *   loop of k8s_audit ---+
 * </pre>
 */
public final class SourceJoin implements FoundEventSink {
  /** The name under which files and the next engine find the events that these rules remember. */
  public static final String NAME = "several-sources";

  private static final Logger LOG = LoggerFactory.getLogger(SourceJoin.class);
  private static final long MOST_BYTES = 8 << 20;
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Duration END = Duration.ofSeconds(2);

  private final Supplier<RuleGeneration> generations;
  private final AlertSink alerts;
  private final LongSupplier waitNanos;
  private final RuleCheckpointer memory;
  private final long limitBytes = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 32);
  private final EventTimeSorter sorter = new EventTimeSorter(limitBytes);
  private final LoopFaultLog faults = new LoopFaultLog();
  private final RuleMemoryShortage fullMemory = new RuleMemoryShortage();
  private final LoopQueryQueue questions = new LoopQueryQueue();
  private final ShortageReporter overload = new ShortageReporter(System::nanoTime, LOG::warn);
  private final ShortageReporter wrongClock = new ShortageReporter(System::nanoTime, LOG::warn);
  private final Queue<StepMatchEvent> arrived = new ConcurrentLinkedQueue<>();
  private final AtomicLong arrivedBytes = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private volatile @Nullable Thread thread;
  private volatile boolean idle;
  private volatile boolean stopped;
  private volatile boolean leaving;
  private volatile JoinFigures figures = JoinFigures.NONE;
  private @Nullable MultiSourceRules rules;
  private @Nullable JoinClock time;
  private long ahead;
  private long secondNanos;

  /**
   * Creates a join that does not run yet.
   *
   * @param generations the current generation
   * @param alerts must not wait
   * @param waitNanos the time for which events wait for earlier events of other sources
   */
  public SourceJoin(Supplier<RuleGeneration> generations, AlertSink alerts, CheckpointStore lasting, LongSupplier waitNanos) {
    this.generations = generations;
    this.alerts = alerts;
    this.waitNanos = waitNanos;
    memory = new RuleCheckpointer(lasting);
  }

  /** Continues with the events that the rules of a previous engine remembered. Called before {@link #generationChanged}. */
  public void resumeFrom(Handover.Memory left) {
    memory.resumeFrom(left.groups());
  }

  /** Notifies this of another generation. Starts the thread if the generation has rules over several sources. */
  public synchronized void generationChanged() {
    if (thread == null && !stopped && !generations.get().joining().isEmpty()) {
      thread = Thread.ofPlatform().daemon().name("join-sources").start(this::run);
    }
    LockSupport.unpark(thread);
  }

  /** Queues an event. If the thread cannot keep up and the queue is full, the event is dropped, counted and reported. */
  @Override
  public void add(StepMatchEvent event) {
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

  @Override
  public long waitNanos() {
    return waitNanos.getAsLong();
  }

  private void run() {
    while (!stopped) {
      runRound(System.nanoTime());
      idle = true;
      if (arrived.isEmpty() && !stopped) {
        LockSupport.parkNanos(this, Math.min(SECOND_NANOS, sorter.nanosLeft(System.nanoTime(), waitNanos.getAsLong())));
      }
      idle = false;
    }
    end();
  }

  private void runRound(long nowNanos) {
    try {
      sortArrived(nowNanos); // before the rules are switched: the previous rules must not see events that the next rules found
      long wait = waitNanos.getAsLong();
      switchRules(generations.get().joining());
      for (StepMatchEvent next = sorter.poll(nowNanos, wait); next != null; next = sorter.poll(nowNanos, wait)) {
        evaluate(next, nowNanos);
      }
      advanceTime(nowNanos);
      checkpointAndReport(nowNanos);
      questions.answer();
    } catch (InterruptedException e) {
      LOG.debug("interrupted", e); // nobody interrupts this thread; an alert may be missing
    } catch (RuntimeException e) {
      faults.add("joining sources", e);
    } catch (LinkageError | AssertionError | StackOverflowError e) {
      faults.add("joining sources", new IllegalStateException(e.toString(), e));
    }
  }

  private void switchRules(MultiSourceRules next) {
    MultiSourceRules before = rules;
    if (next == before) {
      return;
    }
    if (before != null) {
      next.memories().continueWith(before.memories());
    }
    rules = next;
    memory.begin(next.memories());
  }

  /**
   * Sorts the events that have arrived. An event of a machine whose clock is ahead gets the time of its arrival,
   * because its own time would end the wait of other events.
   */
  private void sortArrived(long nowNanos) {
    for (StepMatchEvent next = arrived.poll(); next != null; next = arrived.poll()) {
      arrivedBytes.addAndGet(-next.bytes());
      long clock = clockNanos();
      ahead += next.timestampNanos() - clock > SECOND_NANOS ? 1 : 0;
      sorter.add(next.at(Math.min(next.timestampNanos(), clock)), nowNanos);
    }
  }

  private void evaluate(StepMatchEvent event, long nowNanos) throws InterruptedException {
    MultiSourceRules active = rules;
    if (active != null) {
      JoinClock own = time(nowNanos);
      long nanos = own.advance(event.timestampNanos(), sorter.nextNanos(), clockNanos(), nowNanos);
      active.elapse(own.nanos(), alerts, faults);
      active.evaluate(event.at(nanos), alerts, faults);
    }
  }

  private void advanceTime(long nowNanos) throws InterruptedException {
    MultiSourceRules active = rules;
    if (active != null) {
      JoinClock own = time(nowNanos);
      own.advanceIdle(sorter.nextNanos(), clockNanos(), nowNanos);
      active.elapse(own.nanos(), alerts, faults);
    }
  }

  /**
   * The time of these rules. It begins with the first rules, so that alerts that wait since before an update of the
   * engine do not wait for an event.
   */
  private JoinClock time(long nowNanos) {
    JoinClock begun = time == null ? new JoinClock(clockNanos() - waitNanos.getAsLong(), nowNanos) : time;
    time = begun;
    return begun;
  }

  private static long clockNanos() {
    return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() + 1);
  }

  private void checkpointAndReport(long nowNanos) {
    MultiSourceRules active = rules;
    if (active == null) {
      return;
    }
    memory.checkpointIfDue(active.memories(), nowNanos);
    if (nowNanos - secondNanos >= SECOND_NANOS) {
      secondNanos = nowNanos;
      JoinFigures now = read(active.memories().store().figures());
      fullMemory.check(now.memory());
      overload.checkCount(now.dropped() + now.early(), now::overload);
      wrongClock.checkCount(now.ahead(), now::wrongClock);
      figures = now; // last, so that the problems are known when the figures can be read
    }
  }

  private JoinFigures read(StatefulRuleFigures remembered) {
    return new JoinFigures(remembered, sorter.size(), dropped.get(), sorter.early(), sorter.late(), ahead);
  }

  /** Evaluates the events that still wait, in the order of their times. */
  private void end() {
    try {
      sortArrived(System.nanoTime());
      switchRules(generations.get().joining());
      for (StepMatchEvent next = sorter.pollAny(); next != null; next = sorter.pollAny()) {
        evaluate(next, System.nanoTime());
      }
      MultiSourceRules last = rules;
      if (last != null && !leaving) {
        memory.writeLastCheckpoint(last.memories());
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

  /**
   * Like {@link #stop}, for an update of the engine. Returns the events that the rules remember; empty if there are
   * none.
   */
  public Optional<Handover.Memory> stopForHandover() {
    leaving = true;
    stop();
    MultiSourceRules last = rules;
    Thread ended = thread;
    return last == null || ended == null || ended.isAlive()
        ? Optional.empty()
        : memory.encodeForHandover(last.memories()).map(groups -> new Handover.Memory(NAME, groups));
  }

  /** Whether all events that were added so far are sorted or evaluated. */
  boolean isIdle() {
    return arrived.isEmpty() && idle;
  }

  /** The open sequences of a rule; empty if the thread does not answer in time. May be called from any thread. */
  public Optional<OpenSequences> openSequences(String rule, int most, long limitMillis) {
    return questions.ask(() -> open(rule, most), () -> LockSupport.unpark(thread), limitMillis);
  }

  private OpenSequences open(String rule, int most) {
    MultiSourceRules active = rules;
    return active == null ? OpenSequences.NONE : active.memories().store().openSequences(rule, most, clockNanos());
  }

  /** The figures of the last second. May be called from any thread. */
  public JoinFigures figures() {
    return figures;
  }

  /**
   * The problems that prevent these rules from seeing all events, and internal errors of the last minute. May be called
   * from any thread.
   */
  public List<String> problems() {
    Stream<String> errors =
        faults.recent().map(fault -> "internal error: " + fault.last() + ". Please report it, with the log.").stream();
    Stream<String> own = Stream.of(ended(), overload.problem(), wrongClock.problem(), fullMemory.problem());
    return Stream.concat(own.filter(text -> !text.isEmpty()), errors).toList();
  }

  private String ended() {
    Thread running = thread;
    return stopped || running == null || running.isAlive() ? ""
        : "The thread join-sources has ended due to an internal error, so rules over several sources do not fire any more. Restart Eyas.";
  }
}
