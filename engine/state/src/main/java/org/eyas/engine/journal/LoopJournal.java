package org.eyas.engine.journal;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.state.StateEngine;
import org.eyas.scap.BlockBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recent events of one loop. The journal records events only while a recording is requested.
 *
 * <pre>
 *   Inherited --resume--> Recorded --end, after handOver--> Left --left--> Empty
 *       |                  ^    |
 *       +------> Empty ----+    +--end, restart, no memory--> Empty
 * </pre>
 *
 * <p>The thread of the loop fills the journal, and handles the requests of other threads between two batches. While
 * nothing is requested, an event costs one read of {@link #isActive}.
 */
public final class LoopJournal {
  private static final Logger LOG = LoggerFactory.getLogger(LoopJournal.class);
  private static final long PUBLISH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long READERS_MILLIS = 500;

  private static final Content EMPTY = new Content.Empty(); // before NONE, which begins with it

  /** The journal of a loop that records nothing. */
  private static final LoopJournal NONE = new LoopJournal(new SourceInfo("none", "none", false, ""));

  /**
   * A request to record.
   *
   * @param number a new number for each recording that starts from the beginning
   * @param limitBytes 0 to record nothing
   * @param endNanos on the clock of System.nanoTime()
   */
  record Request(long number, long limitBytes, long endNanos) {
    static final Request NOTHING = new Request(0, 0, 0);

    boolean isWanted(long nowNanos) {
      return limitBytes > 0 && endNanos - nowNanos > 0;
    }
  }

  /** The content of the journal. */
  private sealed interface Content {
    /** The events that a previous engine left for this source. The loop either resumes or drops them. */
    record Inherited(Handover.Events events) implements Content {}

    record Empty() implements Content {}

    /** A recording that is being filled or is complete. */
    record Recorded(JournalRecording recording) implements Content {}

    /** The recording of a loop that has ended. Another engine continues it. */
    record Left(JournalRecording recording) implements Content {}
  }

  private final SourceInfo source;
  private final BlockBuilder blocks = new BlockBuilder(1 << 16);
  private volatile Content content; // changed while holding this
  private @Nullable JournalRecording filling; // the recorded content while it is not complete; used only by the loop
  private volatile Request request = Request.NOTHING;
  private Request taken = Request.NOTHING;
  private volatile String problem = "";
  private long publishedNanos;
  private volatile boolean handsOver;

  LoopJournal(SourceInfo source) {
    this(source, null);
  }

  /** @param before the events that a previous engine left for this source */
  LoopJournal(SourceInfo source, Handover.@Nullable Events before) {
    this.source = source;
    content = before == null ? EMPTY : new Content.Inherited(before);
  }

  /** A journal that records nothing. */
  public static LoopJournal none() {
    return NONE;
  }

  SourceInfo source() {
    return source;
  }

  void request(Request wanted) {
    request = wanted;
  }

  /** Continues the journal of the previous engine, whose events come before the new ones. */
  public synchronized void resume() {
    if (content instanceof Content.Inherited(Handover.Events events)) {
      taken = request;
      JournalRecording resumed = JournalRecording.resume(events, blocks, taken.limitBytes());
      if (!taken.isWanted(System.nanoTime())) {
        resumed.complete();
      }
      content = new Content.Recorded(resumed);
      filling = resumed.isComplete() ? null : resumed;
    }
  }

  /** Prepares the journal for another engine, which continues it. Called before the loop ends. */
  void handOver() {
    handsOver = true;
  }

  /**
   * The events with which another engine can continue; empty if the loop did not end in time or a reader does not
   * finish. Called after the loop.
   */
  synchronized Optional<Handover.Events> leftEvents() throws InterruptedException {
    handsOver = false; // a loop that ends after this drops its events
    if (content instanceof Content.Left(JournalRecording recording)) {
      content = EMPTY;
      return recording.leftEvents(source.eventSource(), READERS_MILLIS);
    }
    return Optional.empty();
  }

  /** Whether the loop must pass events to this journal. The loop calls it for each event. */
  public boolean isActive() {
    return filling != null;
  }

  /** Whether a requested recording has not begun. The loop calls it between two batches. */
  public boolean isAwaited() {
    Request now = request;
    return now != taken && begins(now, System.nanoTime());
  }

  /** Called before the current event of the cursor changes the state. */
  public void beforeEvent(EventCursor event, StateEngine state) {
    JournalRecording into = filling;
    if (into != null) {
      try {
        into.beforeEvent(event, state);
      } catch (OutOfMemoryError e) {
        giveUp(e);
      }
    }
  }

  /** Records the current event of the cursor. */
  public void recordEvent(EventCursor event, boolean stateOnly) {
    JournalRecording into = filling;
    if (into != null) {
      try {
        into.recordEvent(event, stateOnly);
      } catch (OutOfMemoryError e) {
        giveUp(e);
      }
    }
  }

  private void giveUp(OutOfMemoryError e) {
    problem = "there is not enough memory: " + Reason.of(e);
    LOG.warn("Events of '{}' are not recorded: {}", source.eventSource(), problem);
    forget();
  }

  /** The reason for which nothing is recorded although a recording was requested; empty if there is no problem. */
  String problem() {
    return problem;
  }

  /**
   * Handles requests, and begins a new segment if one is due. The loop calls it between two batches.
   *
   * @param canBegin whether the state is complete, so that a recording can begin with it
   */
  public void afterBatch(StateEngine state, long nowNanos, boolean canBegin) {
    if (content instanceof Content.Inherited) {
      forget(); // a new loop: old events do not belong to its state
    }
    try {
      Request now = request;
      if (now != taken && (canBegin || !begins(now, nowNanos))) {
        acceptRequest(now, state, nowNanos);
      }
      JournalRecording into = filling;
      if (into != null) {
        afterBatch(into, state, nowNanos);
      }
    } catch (OutOfMemoryError e) {
      giveUp(e);
    }
  }

  private void afterBatch(JournalRecording into, StateEngine state, long nowNanos) {
    if (nowNanos - taken.endNanos() > 0) {
      into.complete();
      filling = null;
      return;
    }
    into.beginSegmentIfFull(state);
    if (nowNanos - publishedNanos > PUBLISH_NANOS) {
      publishedNanos = nowNanos;
      into.publish();
    }
  }

  private boolean begins(Request now, long nowNanos) {
    return now.isWanted(nowNanos) && (now.number() != taken.number() || filling == null);
  }

  // If a request only changes the limit or the end, the recorded events stay.
  private void acceptRequest(Request now, StateEngine state, long nowNanos) {
    boolean restarts = now.number() != taken.number();
    boolean begins = begins(now, nowNanos);
    taken = now;
    if (restarts || begins) {
      forget();
      problem = "";
    }
    if (begins) {
      begin(JournalRecording.begin(state, blocks, now.limitBytes()));
    } else if (filling != null) {
      filling.changeLimit(now.limitBytes());
    }
  }

  private synchronized void begin(JournalRecording recording) {
    content = new Content.Recorded(recording);
    filling = recording;
  }

  /**
   * Starts the requested recording from the beginning, because the state was replaced and the recorded events do not
   * lead to the new one.
   */
  public void restart() {
    forget();
    taken = Request.NOTHING;
  }

  /** Called after the loop has ended. */
  public synchronized void end() {
    if (handsOver && content instanceof Content.Recorded(JournalRecording recording)) {
      recording.complete();
      filling = null;
      content = new Content.Left(recording);
    } else {
      forget();
    }
  }

  private synchronized void forget() {
    switch (content) {
      case Content.Inherited(Handover.Events events) -> events.free();
      case Content.Recorded(JournalRecording recording) -> recording.drop();
      case Content.Left(JournalRecording recording) -> recording.drop();
      case Content.Empty() -> {}
    }
    filling = null;
    content = EMPTY;
  }

  private Optional<JournalRecording> recording() {
    return switch (content) {
      case Content.Recorded(JournalRecording recording) -> Optional.of(recording);
      case Content.Left(JournalRecording recording) -> Optional.of(recording);
      case Content.Inherited _ -> Optional.empty();
      case Content.Empty _ -> Optional.empty();
    };
  }

  /** Whether events are being recorded. */
  boolean isRecording() {
    return recording().map(recording -> !recording.isComplete()).orElse(false);
  }

  /** Whether old events were dropped for new ones. */
  boolean madeRoom() {
    return recording().map(JournalRecording::madeRoom).orElse(false);
  }

  /** Whether the recording begins with all threads. Otherwise a replay knows only the threads that had events since. */
  boolean isWhole() {
    return recording().map(JournalRecording::isWhole).orElse(true);
  }

  /** A snapshot of the recorded events, which the caller closes; empty if there are none. */
  Optional<LoopJournalSnapshot> read() {
    return recording().flatMap(recording -> recording.read(source));
  }
}
