package org.eyas.core.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eyas.api.process.Enricher;
import org.eyas.api.source.Capture;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.core.journal.LoopJournal;
import org.eyas.api.update.Handover;
import org.eyas.core.recording.Recorder;
import org.eyas.core.state.StateCounts;
import org.eyas.core.state.StateEngine;
import org.eyas.core.state.StateLimits;
import org.jspecify.annotations.Nullable;

/**
 * Runs one source's events batch by batch along their {@link EventPath}, on the thread that calls {@link #run}, which owns
 * all of it.
 *
 * <p>The current generation is read once per batch: a new one takes effect between two batches, never inside an event.
 */
public final class SourceLoop {
  private static final int BATCH = 1_024;
  private static final String SYSCALL = "syscall";
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final SourceInfo source;
  private final Supplier<Generation> generations;
  private final CaptureHealth health;
  private final EventPath path;
  private final LoopReport report = new LoopReport();
  private final long clockLimitNanos;
  private long beginNanos;
  private long secondNanos;

  private @Nullable Generation generation;
  private volatile boolean stopped;
  private volatile @Nullable Generation inUse;
  private volatile @Nullable Generation coming;
  private volatile @Nullable Generation rehearsed;

  /** A loop whose source is not watched. */
  public SourceLoop(SourceInfo source, Supplier<Generation> generations, AlertSink alerts, long limitNanos) {
    this(source, generations, alerts, limitNanos, CaptureHealth.unwatched());
  }

  /**
   * @param limitNanos how much time of events is looked at; 0 for all. A live source ends after this time by the clock too: it may
   *     have no event that tells the time
   * @param health told of every event and every read
   */
  public SourceLoop(
      SourceInfo source,
      Supplier<Generation> generations,
      AlertSink alerts,
      long limitNanos,
      CaptureHealth health) {
    this.source = source;
    this.generations = generations;
    this.health = health;
    path = new EventPath(source, alerts, limitNanos, health);
    clockLimitNanos = source.live() && limitNanos > 0 ? limitNanos : Long.MAX_VALUE;
  }

  /** Writes captures where rules ask for them; to be said before {@link #run}. Whoever runs the loop closes it. */
  public SourceLoop recording(Recorder captures) {
    path.recording(captures);
    return this;
  }

  /** Keeps recent events where somebody wants them; to be said before {@link #run}. */
  public SourceLoop journal(LoopJournal kept) {
    path.journal(kept);
    return this;
  }

  /** The capture tells of threads between events, see {@link StateEngine#allowLateThreads}; to be said before {@link #run}. */
  public SourceLoop hearingOfThreadsLate() {
    path.allowLateThreads();
    return this;
  }

  /** Shows alerts with their events; to be said before {@link #run}. */
  public SourceLoop watching(AlertWatch watch) {
    path.watching(watch);
    return this;
  }

  /** How much of the state is kept: asked for at the start and then once in a second. */
  public void limits(Supplier<StateLimits> asked) {
    path.limits(asked);
  }

  /**
   * Takes the source's snapshot and then its events, until it ends, {@link #stop} is called, the time limit is over, or
   * too much was lost.
   *
   * @throws SourceException where the source fails; every event before that was looked at
   */
  public void run(Capture capture) throws SourceException, InterruptedException {
    try {
      poll(capture);
    } finally {
      health.end();
      report.end(path.figures());
      path.end();
    }
  }

  private void poll(Capture capture) throws SourceException, InterruptedException {
    use(generations.get(), capture);
    capture.snapshot(path);
    if (source.live()) {
      path.machine(capture);
    }
    health.begin(capture);
    beginNanos = System.nanoTime();
    while (!stopped && !path.isOver()) {
      use(generations.get(), capture);
      int count = capture.poll(path, BATCH);
      if (count == Capture.END) {
        return;
      }
      health.read(count);
      if (count == 0) {
        path.quiet();
      }
      rest(capture);
      if (report.isAsked()) {
        report.answer(path.figures());
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("the loop of source '" + source.eventSource() + "' was interrupted");
      }
    }
  }

  private void rest(Capture capture) {
    if (source.live()) {
      path.rest(capture);
    }
    long now = System.nanoTime();
    if (now - beginNanos >= clockLimitNanos) {
      stopped = true;
    }
    rehearse(now);
    path.keep(now);
    if (now - secondNanos >= SECOND_NANOS) {
      secondNanos = now;
      path.refreshLimits();
    }
  }

  /** Before {@link #run}: an engine before this one looked at events up to this number. */
  public void resumeAfter(long number) {
    path.resumeAfter(number);
  }

  /** Behind {@link #run}: what another engine needs to go on with the capture. */
  public Handover.Source left(SourceInfo of, Capture capture) {
    return new Handover.Source(of, capture, StateCodec.encode(path::survey), path.number(), System.nanoTime());
  }

  /** Ends {@link #run} at the next batch; may be called from any thread. */
  public void stop() {
    stopped = true;
  }

  /** Whether no event from now on meets anything but this generation; may be asked from any thread. */
  public boolean uses(Generation asked) {
    return inUse == asked;
  }

  /**
   * Holds the rules of a generation to come against events beside those that count, until {@link #hasRehearsed}; may be called
   * from any thread. Null ends it before that. A source that waits needs none: slow code loses nothing there.
   */
  public void rehearse(@Nullable Generation next) {
    coming = source.live() ? next : null;
  }

  private void rehearse(long nowNanos) {
    Generation next = coming;
    if (next == null) {
      rehearsed = null; // it may know bundles that leave
      path.endRehearsal();
    } else if (next != rehearsed && path.areRehearsed(next.bySource().get(source.eventSource()), nowNanos)) {
      rehearsed = next;
    }
  }

  /** Whether the rehearsal of a generation is over; may be asked from any thread. */
  public boolean hasRehearsed(Generation asked) {
    return rehearsed == asked || !source.live();
  }

  private void use(Generation next, Capture capture) {
    Generation before = generation;
    if (next == before) {
      return;
    }
    generation = next;
    path.rules(next.bySource().get(source.eventSource()));
    boolean traces = source.live() && source.eventSource().equals(SYSCALL);
    if (traces && (before == null || next.traced() != before.traced())) {
      capture.want(next.traced().request(Map.of()));
    }
    List<Enricher> enrichers = next.enrichers();
    if (before == null || !enrichers.equals(before.enrichers())) {
      path.enrichers(enrichers, before != null);
    }
    inUse = next;
  }

  /** The boot time that the source told, since the epoch; 0 where it told none. May be asked from any thread. */
  public long bootNanos() {
    return path.bootNanos();
  }

  /** Counters, for the thread that ran the loop. */
  public LoopCounts counts() {
    return path.counts();
  }

  /** The latest internal error if it is not older than a minute. Any thread may call this. */
  public Optional<LoopFault> fault() {
    return path.fault();
  }

  /** What the state holds, for the thread that runs the loop. */
  public StateCounts stateCounts() {
    return path.stateCounts();
  }

  /**
   * What was counted, at the end of this batch; empty before the first. May be asked from any thread.
   *
   * @param limitMillis how long the batch is waited for; after that what is told is older
   */
  public Optional<LoopFigures> ask(long limitMillis) {
    return report.ask(limitMillis);
  }
}
