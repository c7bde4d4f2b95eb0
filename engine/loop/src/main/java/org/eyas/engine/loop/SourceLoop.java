package org.eyas.engine.loop;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eyas.api.control.OpenSequences;
import org.eyas.api.process.Enricher;
import org.eyas.api.source.Capture;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateSink;
import org.eyas.api.update.Handover;
import org.eyas.engine.completeness.MinuteRecorder;
import org.eyas.engine.health.CaptureHealth;
import org.eyas.engine.health.RuleMemoryShortage;
import org.eyas.engine.health.StateTableShortage;
import org.eyas.engine.relay.CaptureRelay;
import org.eyas.engine.relay.StateCodec;
import org.eyas.engine.signal.ChangeSignal;
import org.eyas.engine.state.process.StateCounts;
import org.eyas.engine.statistics.LoopFault;
import org.jspecify.annotations.Nullable;

/**
 * The loop of one source. It passes the source's events batch by batch to its {@link EventPipeline}. The thread that calls
 * {@link #run} owns all data of the loop.
 *
 * <p>The loop reads the current generation once per batch. A new generation takes effect between two batches, never
 * during an event.
 */
public final class SourceLoop {
  private static final int BATCH = 1_024;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final SourceInfo source;
  private final boolean traces;
  private final Supplier<RuleGeneration> generations;
  private final CaptureHealth health;
  private final EventPipeline path;
  private final MinuteRecorder minutes;
  private final EventSettler settler;
  private final LoopFiguresExchange report = new LoopFiguresExchange();
  private final LoopQueryQueue questions = new LoopQueryQueue();
  private volatile @Nullable Capture current; // null before it is read
  private final StateTableShortage fullTables = new StateTableShortage();
  private final RuleMemoryShortage fullMemory = new RuleMemoryShortage();
  private final long clockLimitNanos;
  private long beginNanos;
  private long secondNanos;

  private @Nullable RuleGeneration generation;
  private volatile boolean stopped;
  private volatile boolean leaving;
  private volatile @Nullable RuleGeneration inUse;
  private volatile @Nullable RuleGeneration coming;
  private volatile @Nullable RuleGeneration warmedUp;
  private volatile ChangeSignal progress = new ChangeSignal();

  /** @param generations the current generation, read once per batch */
  public SourceLoop(LoopSetup setup, Supplier<RuleGeneration> generations) {
    source = setup.source();
    traces = setup.traces();
    this.generations = generations;
    health = setup.observers().health();
    path = new EventPipeline(setup);
    settler = new EventSettler(path.rules()::isHeldSince, setup.alerts().newSafety());
    minutes = new MinuteRecorder(path.tally(), setup.observers().minutes());
    long limitNanos = setup.limitNanos();
    clockLimitNanos = source.live() && limitNanos > 0 ? limitNanos : Long.MAX_VALUE;
  }

  /**
   * Reads the source's snapshot and then its events, until the source ends, {@link #stop} is called, the time limit is
   * reached, or too many events were lost.
   *
   * @throws SourceException if the source fails; every event before that was processed
   */
  public void run(Capture capture) throws SourceException, InterruptedException {
    try {
      poll(capture);
    } finally {
      path.endRules();
      if (!leaving) {
        path.rules().writeLastCheckpoint();
      }
      health.end();
      report.end(path.figures());
      path.end();
      minutes.end(capture); // last, because it reads the counters of a capture that may be broken
    }
  }

  private void poll(Capture capture) throws SourceException, InterruptedException {
    current = capture;
    minutes.begin(capture); // events are lost while the snapshot is read
    switchGeneration(generations.get(), capture);
    capture.snapshot(path.state());
    if (source.live()) {
      path.state().machine(capture);
    }
    health.begin(capture, path.state()::containerOf);
    if (source.live()) {
      settler.begin(capture);
    }
    beginNanos = System.nanoTime();
    boolean interrupted = false;
    while (!path.isOver() && (!(stopped || interrupted) || isAmidSwitch(capture))) {
      switchGeneration(generations.get(), capture);
      int count = capture.poll(path, BATCH);
      if (count == Capture.END) {
        return;
      }
      health.afterRead(count);
      if (count == 0) {
        path.runIdle();
      }
      if (traces) {
        path.addAsyncEvents(capture);
      }
      runBetweenBatches(capture);
      if (report.isRequested()) {
        minutes.refresh(capture);
        report.answer(path.figures());
      }
      if (!questions.isEmpty()) {
        questions.answer();
      }
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      throw new InterruptedException("the loop of source '" + source.eventSource() + "' was interrupted");
    }
  }

  private static boolean isAmidSwitch(Capture capture) {
    return capture instanceof CaptureRelay relay && relay.isAmidSwitch();
  }

  private void runBetweenBatches(Capture capture) throws SourceException {
    if (source.live()) {
      path.completeThreads(capture);
    }
    long now = System.nanoTime();
    if (now - beginNanos >= clockLimitNanos) {
      stopped = true;
    }
    minutes.afterBatch(capture, read(capture), now);
    warmUp(now);
    path.updateRecordings(now);
    if (traces) {
      path.demand().refresh(path.needsAllEvents(), capture); // after the journal has recorded the batch
      path.files().advance(capture);
    }
    if (now - secondNanos >= SECOND_NANOS) {
      secondNanos = now;
      path.state().refreshLimits();
      fullTables.check(path.state().counts());
      fullMemory.check(path.rules().remembered());
      minutes.afterSecond(capture);
    }
    path.rules().checkpointIfDue(now);
    if (source.live()) {
      settler.afterBatch(capture, System.nanoTime());
    }
  }

  /** The capture that a relay reads; null if there is none. */
  private static @Nullable Capture read(Capture capture) {
    return capture instanceof CaptureRelay relay ? relay.current() : capture;
  }

  /** Sets the signal that is notified when the loop uses another generation, or has warmed one up. */
  void setProgressSignal(ChangeSignal signal) {
    progress = signal;
  }

  /** The capture and the state of this loop, for an engine that continues with the capture. Call after {@link #run}. */
  public Handover.Source toHandover(SourceInfo of, Capture capture) {
    return new Handover.Source(
        of, capture, StateCodec.encode(path::survey), path.number(), System.nanoTime(), !path.files().areMissing());
  }

  /** Reports the state after the last event, as a source would. Call after {@link #run}. */
  public void survey(StateSink into) {
    path.survey(into);
  }

  /** The number of the last event. Call after {@link #run}. */
  public long number() {
    return path.number();
  }

  /** Whether the state contains the files that are open. Call after {@link #run}. */
  public boolean hasFiles() {
    return !path.files().areMissing();
  }

  /** The events that rules remember, for another engine; empty if there are none. Call after {@link #run}. */
  public Optional<Handover.Memory> memoryForHandover() {
    return path.rules().memoryForHandover().map(groups -> new Handover.Memory(source.eventSource(), groups));
  }

  /** Continues with the events that the rules of a previous engine remembered. Call before {@link #run}. */
  public void resumeFrom(Handover.Memory memory) {
    path.rules().resumeFrom(memory.groups());
  }

  /** Ends {@link #run} at the next batch. May be called from any thread. */
  public void stop() {
    stopped = true;
  }

  /**
   * Like {@link #stop}, for an update of the engine. Nothing is written to disk, because events wait in small buffers
   * until the next engine reads them. The next engine continues with {@link #memoryForHandover}.
   */
  public void stopForHandover() {
    leaving = true;
    stop();
  }

  /** Whether only this generation is used from now on. May be called from any thread. */
  public boolean uses(RuleGeneration asked) {
    return inUse == asked;
  }

  /**
   * Starts the warm-up of a new generation, until {@link #isWarmedUp}; null ends it earlier. May be called from any
   * thread. A source that waits for the loop needs no warm-up: it loses no events while code is slow.
   */
  public void warmUp(@Nullable RuleGeneration next) {
    coming = source.live() ? next : null;
  }

  private void warmUp(long nowNanos) {
    RuleGeneration next = coming;
    if (next == null) {
      warmedUp = null; // it may refer to bundles that stop
      path.rules().endWarmup();
    } else if (next != warmedUp && path.rules().areWarmedUp(next.bySource().get(source.eventSource()), nowNanos)) {
      warmedUp = next;
      progress.changed();
    }
  }

  /** Whether the warm-up of a generation is complete. May be called from any thread. */
  public boolean isWarmedUp(RuleGeneration asked) {
    return warmedUp == asked || !source.live();
  }

  private void switchGeneration(RuleGeneration next, Capture capture) {
    RuleGeneration before = generation;
    if (next == before) {
      return;
    }
    if (traces) {
      path.demand().switchGeneration(next, path.needsAllEvents(), capture);
      if (before != null && path.files().isAwaited()) {
        return; // the rules need files that are not in the tables yet
      }
    }
    generation = next;
    path.rules().setRules(next.bySource().get(source.eventSource()));
    List<Enricher> enrichers = next.enrichers();
    if (before == null || !enrichers.equals(before.enrichers())) {
      path.state().enrichers(enrichers, before != null);
    }
    inUse = next;
    progress.changed();
  }

  /** The boot time that the source reported, since the epoch; 0 if unknown. May be called from any thread. */
  public long bootNanos() {
    return path.state().bootNanos();
  }

  /**
   * The problem that prevents rules from seeing all events, in one line; empty if there is none. May be called from any
   * thread.
   */
  public String problem() {
    String losses = health.lossProblem();
    String tables = losses.isEmpty() ? fullTables.problem() : losses;
    return tables.isEmpty() ? fullMemory.problem() : tables;
  }

  /** The counters, for the thread that ran the loop. */
  public LoopCounts counts() {
    return path.counts();
  }

  /** The latest internal error if it is not older than a minute. May be called from any thread. */
  public Optional<LoopFault> fault() {
    return path.fault();
  }

  /** The sizes of the state, for the thread that runs the loop. */
  public StateCounts stateCounts() {
    return path.state().counts();
  }

  /**
   * The figures at the end of this batch; empty before the first one. May be called from any thread.
   *
   * @param limitMillis maximum time to wait for the end of the batch; after that, older figures are returned
   */
  public Optional<LoopFigures> ask(long limitMillis) {
    return report.ask(this::wake, limitMillis);
  }

  /**
   * The open sequences of a rule at the end of this batch; empty if the loop does not reach it in time. May be called from any thread.
   *
   * @param most how many to return
   */
  public Optional<OpenSequences> openSequences(String rule, int most, long limitMillis) {
    return questions.ask(() -> path.rules().openSequences(rule, most), this::wake, limitMillis);
  }

  private void wake() {
    Capture capture = current;
    if (capture != null) {
      capture.wake();
    }
  }
}
