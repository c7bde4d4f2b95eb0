package org.eyas.core.engine;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eyas.api.data.Text;
import org.eyas.api.process.Enricher;
import org.eyas.api.source.Capture;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;
import org.eyas.core.compile.Frame;
import org.eyas.core.decode.Converter;
import org.eyas.core.decode.EventCursor;
import org.eyas.core.decode.Numbering;
import org.eyas.core.recording.Recorder;
import org.eyas.core.schema.EventSchema;
import org.eyas.core.state.LoopEvent;
import org.eyas.core.state.StateCounts;
import org.eyas.core.state.StateEngine;
import org.eyas.core.state.StateLimits;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one source's events through decoding, state and rules, on the thread that calls {@link #run}, which owns all of it.
 *
 * <p>The current generation is read once per batch: a new one takes effect between two batches, never inside an event.
 */
public final class SourceLoop implements EventSink, StateSink {
  private static final Logger LOG = LoggerFactory.getLogger(SourceLoop.class);
  private static final int BATCH = 1_024;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final SourceInfo source;
  private final Supplier<Generation> generations;
  private final AlertSink alerts;
  private final long limitNanos;
  private final CaptureHealth health;
  private final EventCursor cursor = new EventCursor(EventSchema.current());
  private final Converter converter = new Converter(EventSchema.current());
  private final FaultLog faults = new FaultLog();
  private final RuleTimes times = new RuleTimes(EventSchema.current());
  private final Numbering numbering = new Numbering(EventSchema.current());
  private StateEngine state;
  private final LoopReport report = new LoopReport();
  private Recorder recorder = Recorder.none();
  private Supplier<StateLimits> limits = () -> StateLimits.USUAL;
  private long secondNanos;

  private @Nullable Generation generation;
  private @Nullable SourceRules rules;
  private @Nullable Frame frame;
  private long events;
  private long damaged;
  private long firstNanos;
  private boolean overtime;
  private volatile boolean stopped;
  private volatile @Nullable Generation inUse;

  /** A loop whose source is not watched. */
  public SourceLoop(SourceInfo source, Supplier<Generation> generations, AlertSink alerts, long limitNanos) {
    this(source, generations, alerts, limitNanos, CaptureHealth.unwatched());
  }

  /**
   * @param limitNanos how much time of events is looked at; 0 for all
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
    this.alerts = alerts;
    this.limitNanos = limitNanos;
    this.health = health;
    state = newState();
  }

  /** Writes captures where rules ask for them; to be said before {@link #run}. Whoever runs the loop closes it. */
  public SourceLoop recording(Recorder captures) {
    recorder = captures;
    return this;
  }

  /** How much of the state is kept: asked for at the start and then once in a second. */
  public void limits(Supplier<StateLimits> asked) {
    limits = asked;
    state.limits(asked.get());
  }

  private StateEngine newState() {
    StateEngine fresh = new StateEngine(EventSchema.current(), cursor, Text.of(source.eventSource()));
    fresh.limits(limits.get());
    return fresh;
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
      report.end(figures());
    }
  }

  private void poll(Capture capture) throws SourceException, InterruptedException {
    use(generations.get(), capture);
    capture.snapshot(this);
    if (source.live()) {
      state.machine(capture);
    }
    health.begin(capture);
    while (!stopped && !overtime) {
      use(generations.get(), capture);
      int count = capture.poll(this, BATCH);
      if (count == Capture.END) {
        return;
      }
      health.read(count);
      if (count == 0) {
        recorder.quiet();
      }
      rest(capture);
      if (report.isAsked()) {
        report.answer(figures());
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("the loop of source '" + source.eventSource() + "' was interrupted");
      }
    }
  }

  private void rest(Capture capture) {
    if (source.live()) {
      state.rest(capture);
    }
    long now = System.nanoTime();
    if (now - secondNanos >= SECOND_NANOS) {
      secondNanos = now;
      state.limits(limits.get());
    }
  }

  /** Ends {@link #run} at the next batch; may be called from any thread. */
  public void stop() {
    stopped = true;
  }

  /** Whether no event from now on meets anything but this generation; may be asked from any thread. */
  public boolean uses(Generation asked) {
    return inUse == asked;
  }

  private void use(Generation next, Capture capture) {
    Generation before = generation;
    if (next == before) {
      return;
    }
    generation = next;
    SourceRules nextRules = next.bySource().get(source.eventSource());
    if (nextRules != rules) {
      rules = nextRules;
      frame = null;
    }
    if (source.live() && (before == null || next.traced() != before.traced())) {
      capture.want(next.traced().request(Map.of()));
    }
    List<Enricher> enrichers = next.enrichers();
    if (before == null) {
      state.enrichers(guarded(enrichers));
    } else if (!enrichers.equals(before.enrichers())) {
      state.enrichers(guarded(enrichers));
      state.enrichAll();
    }
    inUse = next;
  }

  // An enricher that throws must not end the loop.
  private List<Enricher> guarded(List<Enricher> enrichers) {
    return enrichers.stream().map(this::guarded).toList();
  }

  private Enricher guarded(Enricher enricher) {
    return (process, out) -> {
      try {
        enricher.onProcess(process, out);
      } catch (RuntimeException e) {
        faults.add("enricher " + enricher.getClass().getName(), e);
      }
    };
  }

  @Override
  public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
    process(cpu, memory, offset, length, false);
  }

  @Override
  public void onStateEvent(int cpu, ByteBuffer memory, int offset, int length) {
    process(cpu, memory, offset, length, true);
  }

  private void process(int cpu, ByteBuffer memory, int offset, int length, boolean stateOnly) {
    if (overtime) {
      return;
    }
    if (!cursor.wrap(cpu, memory, offset, length)) {
      damaged("an event does not hold together");
      return;
    }
    switch (converter.convert(cursor)) {
      case CURRENT -> current(stateOnly);
      case DROPPED -> {}
      case UNKNOWN -> damaged("no version of Falco has " + cursor.type() + " with " + cursor.paramCount() + " parameters");
    }
  }

  private void current(boolean stateOnly) {
    events++;
    boolean shown = numbering.count(cursor.type(), stateOnly);
    LoopEvent event = state.apply();
    if (isOver(event.timestampNanos())) {
      return;
    }
    if (shown) {
      match(event);
    }
    if (recorder.isActive()) {
      recorder.event(cursor, state, stateOnly);
    }
    state.finish();
  }

  private void match(LoopEvent event) {
    SourceRules active = rules;
    if (active == null) {
      return;
    }
    Frame shared = frame;
    if (shared == null) {
      shared = active.newFrame(event);
      frame = shared;
    }
    try {
      active.match(event, shared, alerts, recorder, faults, times);
    } catch (InterruptedException e) {
      // Told to end while waiting for room in a queue; the loop looks at the flag between batches.
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOver(long nanos) {
    if (firstNanos == 0) {
      firstNanos = nanos;
    }
    overtime = limitNanos > 0 && nanos - firstNanos >= limitNanos || isGivenUp(nanos);
    return overtime;
  }

  private boolean isGivenUp(long nanos) {
    try {
      return !health.event(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // as in match
      return false;
    }
  }

  private void damaged(String what) {
    if (damaged++ == 0) {
      LOG.warn("{} event passed over: {}. Further ones are only counted.", source.eventSource(), what);
    }
  }

  @Override
  public void onProcess(ProcessSnapshot process) {
    state.onProcess(process);
  }

  @Override
  public void onFd(long tid, FdSnapshot fd) {
    state.onFd(tid, fd);
  }

  @Override
  public void onUser(UserEntry user) {
    state.onUser(user);
  }

  @Override
  public void onHost(HostInfo host) {
    state.onHost(host);
  }

  @Override
  public void onAccounts(List<UserEntry> all) {
    state.onAccounts(all);
  }

  @Override
  public void onRestart() {
    Generation current = generation;
    recorder.end();
    state = newState();
    if (current != null) {
      state.enrichers(guarded(current.enrichers()));
    }
    frame = null;
    numbering.restart();
  }

  /** Counters, for the thread that ran the loop. */
  public LoopCounts counts() {
    return new LoopCounts(events, damaged, faults.total());
  }

  /** What the state holds, for the thread that runs the loop. */
  public StateCounts stateCounts() {
    return state.counts();
  }

  private LoopFigures figures() {
    return new LoopFigures(counts(), stateCounts(), times.all());
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
