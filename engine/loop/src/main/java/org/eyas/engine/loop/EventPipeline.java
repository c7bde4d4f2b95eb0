package org.eyas.engine.loop;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.eyas.api.event.CallDetails;
import org.eyas.api.source.Capture;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.StateSink;
import org.eyas.engine.completeness.SeenEventCounter;
import org.eyas.engine.decode.EventConverter;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.decode.EventNumbering;
import org.eyas.engine.demand.ThreadClassAnswers;
import org.eyas.engine.hold.HeldSteps;
import org.eyas.engine.hold.LiveHeldMatches;
import org.eyas.engine.hold.ReplayHeldMatches;
import org.eyas.engine.journal.LoopJournal;
import org.eyas.engine.recording.CaptureRecorder;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.statistics.LoopFault;
import org.eyas.engine.statistics.LoopFaultLog;
import org.eyas.engine.statistics.RuleTimeSampler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps for each event of one loop: decode, convert, count, update the state, evaluate the rules, record. All of it runs on
 * the loop's thread; rules and enrichers change only between two batches.
 */
final class EventPipeline implements EventSink {
  private static final Logger LOG = LoggerFactory.getLogger(EventPipeline.class);

  private final String source;
  private final boolean live;
  private final EventCursor cursor = new EventCursor(EventSchema.current());
  private final EventConverter converter = new EventConverter(EventSchema.current());
  private final EventNumbering numbering;
  private final AsyncEventEncoder asyncEvents = new AsyncEventEncoder(this);
  private final LoopFaultLog faults = new LoopFaultLog();
  private final RuleTimeSampler times = new RuleTimeSampler(EventSchema.current());
  private final SeenEventCounter tally = new SeenEventCounter(EventSchema.current());
  private final EventLimit limit;
  private final CaptureRecorder recorder;
  private final LoopJournal journal;
  private final LoopState state;
  private final OpenFileTracker files;
  private final CaptureRequester demand;
  private final LoopRules rules;
  private long events;
  private long lastNanos;
  private long damaged;

  EventPipeline(LoopSetup setup) {
    source = setup.source().eventSource();
    live = setup.source().live();
    numbering = live ? EventNumbering.ofMachine(EventSchema.current()) : new EventNumbering(EventSchema.current());
    LoopObservers observers = setup.observers();
    limit = new EventLimit(setup.limitNanos(), observers.health());
    recorder = observers.recorder();
    journal = observers.journal();
    state = new LoopState(setup, cursor, faults, this::restart);
    files = new OpenFileTracker(state, !setup.traces() || setup.hasFiles());
    demand = new CaptureRequester(setup.alerts(), new ThreadClassAnswers(state::engine), files);
    ReplayHeldMatches ordered = new ReplayHeldMatches(setup.alerts());
    MatchContext context = new MatchContext(live ? new LiveHeldMatches() : ordered, new HeldSteps(setup.found()::waitNanos),
        live ? setup.alerts() : ordered, setup.found(), observers.watch(), recorder, demand::checkMatch, faults, times, tally);
    rules = new LoopRules(context, setup.lasting(), live);
    if (setup.resumesAfter().isPresent()) {
      numbering.resumeAfter(setup.resumesAfter().getAsLong());
      state.engine().event().continueAfter(setup.resumesAfter().getAsLong());
      journal.resume();
    }
  }

  private void restart() {
    rules.restart();
    recorder.end();
    journal.restart();
    numbering.restart();
  }

  LoopState state() {
    return state;
  }

  LoopRules rules() {
    return rules;
  }

  /** The opened files in the tables of the state. */
  OpenFileTracker files() {
    return files;
  }

  CaptureRequester demand() {
    return demand;
  }

  /** Completes and removes threads of the state. Called between two batches of a live capture. */
  void completeThreads(Capture machine) {
    state.completeThreads(machine);
  }

  /** Processes the asynchronous events of enrichers. Called between two batches of a live capture. */
  void addAsyncEvents(Capture machine) {
    state.reportEvents(asyncEvents.after(lastNanos, machine));
  }

  /** Decides held matches, and begins or ends recordings. Called between two batches of any capture. */
  void updateRecordings(long nowNanos) {
    rules.decideReady();
    recorder.afterBatch();
    journal.afterBatch(state.engine(), nowNanos, !files.areMissing()); // a recording begins with the files that are open
  }

  /** Decides all held matches. Called after the last event. */
  void endRules() {
    rules.end();
  }

  /** Ends the journal. Called after {@link #endRules}. */
  void end() {
    journal.end();
  }

  /** Advances the time of recordings and rules. Called if no events came for a while. */
  void runIdle() {
    recorder.onIdle();
    if (live) {
      rules.advanceIdleTime(System.nanoTime());
    }
  }

  /** Whether something besides rules and state needs every event: the journal, or captures that alerts can start. */
  boolean needsAllEvents() {
    return journal.isActive() || journal.isAwaited() || recorder.isEnabled();
  }

  /** Whether no more events are processed. */
  boolean isOver() {
    return limit.isReached();
  }

  @Override
  public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
    process(cpu, memory, offset, length, false, CallDetails.NONE);
  }

  @Override
  public void onDetailedEvent(int cpu, ByteBuffer memory, int offset, int length, CallDetails details) {
    process(cpu, memory, offset, length, false, details);
  }

  @Override
  public void onStateEvent(int cpu, ByteBuffer memory, int offset, int length) {
    process(cpu, memory, offset, length, true, CallDetails.NONE);
  }

  private void process(int cpu, ByteBuffer memory, int offset, int length, boolean stateOnly, CallDetails details) {
    if (limit.isReached()) {
      return;
    }
    if (!cursor.wrap(cpu, memory, offset, length)) {
      countDamaged("an event is inconsistent");
      return;
    }
    try {
      switch (converter.convert(cursor)) {
        case CURRENT -> current(stateOnly, details);
        case DROPPED -> {}
        case UNKNOWN -> countDamaged("no version of Falco has " + cursor.type() + " with " + cursor.paramCount() + " parameters");
        case TOO_LONG ->
          countDamaged(
              "invalid event: len " + cursor.length() + " is larger than the maximum event size " + EventConverter.LONGEST);
        case GROWS_TOO_LONG ->
          countDamaged("converted event length would exceed conversion buffer size " + EventConverter.LONGEST);
      }
    } catch (RuntimeException e) {
      faults.add("event '" + cursor.type().name() + "'", e); // a bug that one event triggers must not hide the events after it
    }
  }

  private void current(boolean stateOnly, CallDetails details) {
    events++;
    lastNanos = cursor.timestampNanos();
    boolean shown = numbering.count(cursor.type(), stateOnly);
    boolean kept = journal.isActive();
    if (kept) {
      journal.beforeEvent(cursor, state.engine());
    }
    rules.decideBefore(cursor.timestampNanos());
    LoopEvent event = state.apply(); // rules are evaluated even if the state could not process it
    event.setDetails(details);
    try {
      if (limit.endsAt(event.timestampNanos())) {
        return;
      }
      if (shown) {
        tally.countSeen(event.type().code());
        rules.match(event);
      }
      updateRecordings(stateOnly, kept);
    } finally {
      state.engine().finish();
    }
  }

  private void updateRecordings(boolean stateOnly, boolean kept) {
    if (recorder.isActive()) {
      recorder.recordEvent(cursor, state.engine(), stateOnly);
    }
    if (kept) {
      journal.recordEvent(cursor, stateOnly);
    }
  }

  private void countDamaged(String what) {
    tally.countDamaged();
    if (damaged++ == 0) {
      LOG.warn("{} event skipped: {}. Further ones are only counted.", source, what);
    }
  }

  /** Counts the events that the rules see. */
  SeenEventCounter tally() {
    return tally;
  }

  /** The number of the last event. */
  long number() {
    return numbering.number();
  }

  /** Reports the current state as a source would. */
  void survey(StateSink into) {
    state.engine().reports().survey(into);
  }

  LoopCounts counts() {
    return new LoopCounts(events, damaged, faults.total());
  }

  /** The latest internal error if it is not older than a minute. May be called from any thread. */
  Optional<LoopFault> fault() {
    return faults.recent();
  }

  LoopFigures figures() {
    return new LoopFigures(counts(), state.counts(), rules.held(), rules.heldSteps(), rules.remembered(), demand.figures(),
        times.all(), times.rules(), tally.read());
  }
}
