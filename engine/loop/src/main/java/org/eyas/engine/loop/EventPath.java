package org.eyas.engine.loop;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eyas.api.data.Text;
import org.eyas.api.process.Enricher;
import org.eyas.api.source.Capture;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;
import org.eyas.engine.compile.node.Frame;
import org.eyas.engine.decode.Converter;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.decode.Numbering;
import org.eyas.engine.journal.LoopJournal;
import org.eyas.engine.recording.Recorder;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.LoopEvent;
import org.eyas.engine.state.StateCounts;
import org.eyas.engine.state.StateEngine;
import org.eyas.engine.state.StateLimits;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps for each event of one loop: decode, convert, count, update the state, evaluate the rules, record. All of it runs on
 * the loop's thread; settings change only between two batches.
 */
final class EventPath implements EventSink, StateSink {
  private static final Logger LOG = LoggerFactory.getLogger(EventPath.class);

  private final SourceInfo source;
  private final long limitNanos;
  private final CaptureHealth health;
  private final EventCursor cursor = new EventCursor(EventSchema.current());
  private final Converter converter = new Converter(EventSchema.current());
  private final FaultLog faults = new FaultLog();
  private final RuleTimes times = new RuleTimes(EventSchema.current());
  private OnMatch onMatch;
  private final Numbering numbering = new Numbering(EventSchema.current());
  private Recorder recorder = Recorder.none();
  private LoopJournal journal = LoopJournal.none();
  private Supplier<StateLimits> limits = () -> StateLimits.USUAL;
  private List<Enricher> enrichers = List.of();
  private @Nullable Capture machine;
  private StateEngine state;

  private @Nullable SourceRules rules;
  private @Nullable Frame frame;
  private @Nullable Rehearsal rehearsal;
  private long events;
  private long damaged;
  private long firstNanos;
  private boolean over;
  private boolean resumed;
  private volatile long bootNanos;

  /** @param limitNanos how much time of events is processed; 0 for no limit */
  EventPath(SourceInfo source, AlertSink alerts, long limitNanos, CaptureHealth health) {
    this.source = source;
    onMatch = new OnMatch(alerts, AlertWatch.NOBODY, recorder, faults, times);
    this.limitNanos = limitNanos;
    this.health = health;
    state = newState();
  }

  void recording(Recorder captures) {
    recorder = captures;
    onMatch = onMatch.with(captures);
  }

  void journal(LoopJournal kept) {
    journal = kept;
    if (resumed) {
      kept.resume();
    }
  }

  void watching(AlertWatch watch) {
    onMatch = onMatch.with(watch);
  }

  void limits(Supplier<StateLimits> asked) {
    limits = asked;
    state.limits(asked.get());
  }

  /** Reads the limits of the state again. */
  void refreshLimits() {
    state.limits(limits.get());
  }

  private StateEngine newState() {
    StateEngine fresh = new StateEngine(EventSchema.current(), cursor, Text.of(source.eventSource()));
    fresh.limits(limits.get());
    fresh.enrichers(enrichers);
    Capture asked = machine;
    if (asked != null) {
      fresh.machine(asked);
    }
    return fresh;
  }

  /** Sets the live capture that is asked for threads that no event created. */
  void machine(Capture live) {
    machine = live;
    state.machine(live);
  }

  void allowLateThreads() {
    state.allowLateThreads();
  }

  /** Sets the rules, from the next event on. */
  void rules(@Nullable SourceRules next) {
    if (next != rules) {
      rules = next;
      frame = null;
      rehearsal = null;
    }
  }

  /** Ends the rehearsal, from the next event on. */
  void endRehearsal() {
    rehearsal = null;
  }

  /** Whether these rules were rehearsed long enough. If they are new, their rehearsal begins. */
  boolean areRehearsed(@Nullable SourceRules next, long nowNanos) {
    if (next == null || next == rules) {
      return true;
    }
    Rehearsal now = rehearsal;
    if (now == null || now.rules() != next) {
      rehearsal = new Rehearsal(next, nowNanos);
      return false;
    }
    if (now.isOver(nowNanos)) {
      rehearsal = null;
      return true;
    }
    return false;
  }

  /**
   * Sets the enrichers that are notified of processes, from the next event on.
   *
   * @param enrichesAll whether these enrichers must also be notified of the existing processes
   */
  void enrichers(List<Enricher> next, boolean enrichesAll) {
    enrichers = next.stream().map(this::guarded).toList();
    state.enrichers(enrichers);
    if (enrichesAll) {
      state.enrichAll();
    }
  }

  // An enricher that throws must not end the loop.
  private Enricher guarded(Enricher enricher) {
    return (process, out) -> {
      try {
        enricher.onProcess(process, out);
      } catch (RuntimeException e) {
        faults.add("enricher " + enricher.getClass().getName(), e);
      }
    };
  }

  /** Called between two batches of a live capture. */
  void rest(Capture capture) {
    state.rest(capture);
  }

  /** Called between two batches of any capture. */
  void keep(long nowNanos) {
    journal.rest(state, nowNanos);
  }

  /** Called after the last event. */
  void end() {
    journal.end();
  }

  /** Called if no events came for a while. */
  void quiet() {
    recorder.quiet();
  }

  /** Whether no more events are processed: the time limit is over, or too many events were lost. */
  boolean isOver() {
    return over;
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
    if (over) {
      return;
    }
    if (!cursor.wrap(cpu, memory, offset, length)) {
      damaged("an event is inconsistent");
      return;
    }
    try {
      switch (converter.convert(cursor)) {
        case CURRENT -> current(stateOnly);
        case DROPPED -> {}
        case UNKNOWN -> damaged("no version of Falco has " + cursor.type() + " with " + cursor.paramCount() + " parameters");
      }
    } catch (RuntimeException e) {
      faults.add("event '" + cursor.type().name() + "'", e); // a bug that one event triggers must not hide the events after it
    }
  }

  private void current(boolean stateOnly) {
    events++;
    boolean shown = numbering.count(cursor.type(), stateOnly);
    boolean kept = journal.isActive();
    if (kept) {
      journal.before(cursor, state);
    }
    LoopEvent event = apply();
    try {
      if (endsAt(event.timestampNanos())) {
        return;
      }
      if (shown) {
        match(event);
      }
      keep(stateOnly, kept);
    } finally {
      state.finish();
    }
  }

  // Rules are evaluated even if the state could not process the event.
  private LoopEvent apply() {
    try {
      return state.apply();
    } catch (RuntimeException e) {
      faults.add("state after event '" + cursor.type().name() + "'", e);
      return state.event();
    }
  }

  private void keep(boolean stateOnly, boolean kept) {
    if (recorder.isActive()) {
      recorder.event(cursor, state, stateOnly);
    }
    if (kept) {
      journal.event(cursor, stateOnly);
    }
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
      active.match(event, shared, onMatch);
      Rehearsal next = rehearsal;
      if (next != null) {
        next.see(event, System.nanoTime());
      }
    } catch (InterruptedException e) {
      // Interrupted while waiting for room in a queue; the loop checks the flag between batches.
      Thread.currentThread().interrupt();
    }
  }

  private boolean endsAt(long nanos) {
    if (firstNanos == 0) {
      firstNanos = nanos;
    }
    over = limitNanos > 0 && nanos - firstNanos >= limitNanos || isGivenUp(nanos);
    return over;
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
      LOG.warn("{} event skipped: {}. Further ones are only counted.", source.eventSource(), what);
    }
  }

  // As with events, entries that the state cannot process are skipped.
  private void guarded(String what, Runnable take) {
    try {
      take.run();
    } catch (RuntimeException e) {
      faults.add(what, e);
    }
  }

  @Override
  public void onProcess(ProcessSnapshot process) {
    guarded("process list", () -> state.onProcess(process));
  }

  @Override
  public void onFd(long tid, FdSnapshot fd) {
    guarded("descriptor list", () -> state.onFd(tid, fd));
  }

  @Override
  public void onUser(UserEntry user) {
    guarded("user list", () -> state.onUser(user));
  }

  @Override
  public void onHost(HostInfo host) {
    bootNanos = host.bootNanos();
    guarded("machine", () -> state.onHost(host));
  }

  @Override
  public void onAccounts(List<UserEntry> all) {
    guarded("user list", () -> state.onAccounts(all));
  }

  @Override
  public void onRestart() {
    recorder.end();
    journal.restart();
    state = newState();
    frame = null;
    numbering.restart();
  }

  /** The boot time that the source reported, since the epoch; 0 if unknown. May be called from any thread. */
  long bootNanos() {
    return bootNanos;
  }

  /** Continues after an event that another engine processed. */
  void resumeAfter(long number) {
    resumed = true;
    numbering.resumeAfter(number);
  }

  /** The number of the last event. */
  long number() {
    return numbering.number();
  }

  /** Reports the current state as a source would. */
  void survey(StateSink into) {
    state.survey(into);
  }

  LoopCounts counts() {
    return new LoopCounts(events, damaged, faults.total());
  }

  StateCounts stateCounts() {
    return state.counts();
  }

  /** The latest internal error if it is not older than a minute. May be called from any thread. */
  Optional<LoopFault> fault() {
    return faults.recent();
  }

  LoopFigures figures() {
    return new LoopFigures(counts(), stateCounts(), times.all(), times.rules());
  }
}
