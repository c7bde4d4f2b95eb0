package org.eyas.engine.journal;

import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.EventSegment;
import org.eyas.api.update.Handover;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.state.StateEngine;
import org.eyas.scap.BlockBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recent events of one loop, in segments:
 *
 * <pre>
 *   [ state | events ]  [ state | events ]  [ state | events --> ]
 *     is dropped first                        is being filled
 * </pre>
 *
 * <p>A state contains all threads, if it can be written quickly and leaves room for events; otherwise see {@link
 * LazyThreadRecords}.
 *
 * <p>The loop's thread fills it, and handles requests of other threads between two batches. While nothing is requested, an event
 * costs one read of {@link #isActive}.
 */
public final class LoopJournal {
  private static final Logger LOG = LoggerFactory.getLogger(LoopJournal.class);
  private static final long PUBLISH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int SEGMENTS = 8;
  private static final int STATE_SHARE = 4;
  private static final long READERS_MILLIS = 500;

  /**
   * Writing a thread and its descriptors takes 2 to 3 us, while events wait in rings. If there are more threads than this, each
   * one is written before its first event.
   */
  private static final int MAX_THREADS = 30_000;

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
  }

  private final SourceInfo source;
  private final BlockBuilder blocks = new BlockBuilder(1 << 16);
  private final Deque<Segment> segments = new ArrayDeque<>(); // guarded by this
  private @Nullable ChunkPool pool; // guarded by this; set by the loop
  private volatile Request request = Request.NOTHING;
  private Request taken = Request.NOTHING;
  private @Nullable Segment current;
  private volatile boolean active; // written by the loop
  private volatile String problem = "";
  private boolean filling; // the loop's copy of active
  private long publishedNanos;
  private long bytes;
  private @Nullable LazyThreadRecords threadRecords;
  private boolean whole = true; // of the last segment; used only by the loop
  private volatile boolean madeRoom; // written by the loop
  private Handover.@Nullable Events before; // guarded by this; taken by the loop
  private volatile boolean handsOver;
  private boolean isLeft; // guarded by this

  LoopJournal(SourceInfo source) {
    this(source, null);
  }

  /** @param before the events that a previous engine left for this source */
  LoopJournal(SourceInfo source, Handover.@Nullable Events before) {
    this.source = source;
    this.before = before;
  }

  /** A journal that records nothing. */
  public static LoopJournal none() {
    return NONE;
  }

  SourceInfo source() {
    return source;
  }

  void want(Request wanted) {
    request = wanted;
  }

  /** Continues the journal of the previous engine: its events come before the new ones. */
  public synchronized void resume() {
    Handover.Events left = before;
    before = null;
    if (left == null) {
      return;
    }
    ChunkPool taking = new ChunkPool((Arena) left.memory(), left.spare());
    pool = taking;
    left.segments().forEach(segment -> segments.add(new Segment(taking, segment)));
    bytes = segments.stream().mapToLong(Segment::bytes).sum();
    taken = request;
    current = isWanted(taken, System.nanoTime()) ? segments.peekLast() : null;
    filling = current != null;
    active = filling;
    whole = segments.isEmpty() || segments.getLast().isWhole();
  }

  /** Another engine continues from here. Called before the loop ends. */
  void handOver() {
    handsOver = true;
  }

  /**
   * What another engine can continue with; empty if the loop did not end in time or a reader does not finish. Called after the
   * loop.
   */
  synchronized Optional<Handover.Events> left() throws InterruptedException {
    ChunkPool from = pool;
    handsOver = false; // a loop that ends after this drops its events
    if (from == null || !isLeft) {
      return Optional.empty();
    }
    if (!from.awaitReaders(READERS_MILLIS)) {
      forget();
      return Optional.empty();
    }
    List<EventSegment> all = segments.stream().map(Segment::left).toList();
    pool = null;
    segments.clear();
    return Optional.of(new Handover.Events(source.eventSource(), Chunk.LAYOUT, from.arena, all, from.spare()));
  }

  private static boolean isWanted(Request request, long nowNanos) {
    return request.limitBytes() > 0 && request.endNanos() - nowNanos > 0;
  }

  /** Whether the loop must pass events to this journal. Called for each event, by the loop. */
  public boolean isActive() {
    return filling;
  }

  /** Called before the current event of the cursor changes the state. */
  public void before(EventCursor event, StateEngine state) {
    if (whole) {
      return;
    }
    LazyThreadRecords records = threadRecords;
    if (records == null) {
      records = new LazyThreadRecords(state, blocks, this::record);
      threadRecords = records;
    }
    records.before(event);
  }

  /** Records the current event of the cursor. */
  public void event(EventCursor event, boolean stateOnly) {
    if (!whole && threadRecords != null) {
      threadRecords.after(event);
    }
    Segment into = current;
    if (into != null && hasRoom(into, event.length())) {
      into.add(event, stateOnly);
    }
  }

  private void record(byte[] content, int length) {
    Segment into = current;
    if (into != null && hasRoom(into, length)) {
      into.add(content, length);
    }
  }

  private boolean hasRoom(Segment into, int wanted) {
    return into.hasRoomFor(wanted) || grow(into, wanted);
  }

  private boolean grow(Segment into, int wanted) {
    bytes += Chunk.SIZE;
    evict(into);
    try {
      return into.growFor(wanted);
    } catch (OutOfMemoryError e) {
      noMemory(e);
      return false;
    }
  }

  private void noMemory(OutOfMemoryError e) {
    giveUp("there is not enough memory: " + Reason.of(e));
  }

  private void giveUp(String why) {
    problem = why;
    LOG.warn("Events of '{}' are not recorded: {}", source.eventSource(), why);
    forget();
  }

  /** Why nothing is recorded although a recording was requested; empty if there is no problem. */
  String problem() {
    return problem;
  }

  private synchronized void evict(Segment kept) {
    while (bytes > taken.limitBytes() && segments.size() > 1 && segments.peekFirst() != kept) {
      Segment oldest = segments.removeFirst();
      bytes -= oldest.bytes();
      oldest.release();
      madeRoom = true;
    }
  }

  /** Called by the loop between two batches. */
  public void rest(StateEngine state, long nowNanos) {
    Request now = request;
    if (before != null) {
      forget(); // a new loop: old events do not belong to its state
    }
    if (now != taken) {
      take(now, state, nowNanos);
    }
    if (!filling) {
      return;
    }
    if (nowNanos - taken.endNanos() > 0) {
      stop();
    } else if (isFull()) {
      begin(state);
    }
    if (nowNanos - publishedNanos > PUBLISH_NANOS || !filling) {
      publishedNanos = nowNanos;
      publish();
    }
  }

  // A request with only another limit or end keeps the recorded events.
  private void take(Request now, StateEngine state, long nowNanos) {
    boolean restarts = now.number() != taken.number();
    boolean begins = isWanted(now, nowNanos) && (restarts || !filling);
    taken = now;
    if (restarts || begins) {
      forget();
      problem = "";
    }
    if (begins) {
      begin(state);
    }
  }

  private boolean isFull() {
    Segment filled = current;
    if (filled == null) {
      return false;
    }
    long wanted = Math.max(taken.limitBytes() / SEGMENTS, 2 * filled.stateBytes());
    return filled.bytes() >= Math.max(Math.min(wanted, taken.limitBytes() / 2), 2 * Chunk.SIZE);
  }

  // Once threads are recorded one by one, this stays so for the whole recording, since a replay uses only the first state.
  private void begin(StateEngine state) {
    try {
      Segment next = begun(state, whole && state.counts().threads().present() <= MAX_THREADS);
      if (next.isWhole() && next.stateBytes() > mostStateBytes()) {
        next.release();
        next = begun(state, false);
      }
      threadRecords = null;
      whole = next.isWhole();
      add(next);
    } catch (OutOfMemoryError e) {
      noMemory(e);
    }
  }

  private Segment begun(StateEngine state, boolean whole) {
    Segment next = new Segment(pool(), whole);
    next.begin(state, blocks, mostStateBytes());
    return next;
  }

  private long mostStateBytes() {
    return taken.limitBytes() / STATE_SHARE;
  }

  /** Whether old events were dropped for new ones. */
  boolean madeRoom() {
    return madeRoom;
  }

  /** Whether it begins with all threads. Otherwise a replay knows only threads that had events since. */
  synchronized boolean isWhole() {
    return segments.isEmpty() || segments.getFirst().isWhole();
  }

  private synchronized ChunkPool pool() {
    ChunkPool open = pool == null ? new ChunkPool() : pool;
    pool = open;
    return open;
  }

  private synchronized void add(Segment next) {
    if (current != null) {
      current.publish();
    }
    segments.add(next);
    next.publish();
    current = next;
    bytes += next.bytes();
    evict(next);
    filling = true;
    active = true;
  }

  private synchronized void publish() {
    if (current != null) {
      current.publish();
    }
  }

  private void stop() {
    publish();
    current = null;
    filling = false;
    active = false;
  }

  /** The state was replaced: the recorded events do not lead to it. The requested recording starts from the beginning. */
  public void restart() {
    forget();
    taken = Request.NOTHING;
  }

  /** Called after the loop has ended. */
  public synchronized void end() {
    if (handsOver && before == null) {
      stop();
      isLeft = true;
    } else {
      forget();
    }
  }

  private synchronized void forget() {
    stop();
    if (before != null) {
      before.free();
      before = null;
    }
    segments.clear();
    whole = true;
    madeRoom = false;
    bytes = 0;
    if (pool != null) {
      pool.end();
      pool = null;
    }
  }

  /** Whether events are being recorded. */
  boolean isRecording() {
    return active;
  }

  /** The recorded events, which the caller closes; empty if there are none. */
  synchronized Optional<JournalReading> read() {
    List<Segment.Reading> readings = new ArrayList<>();
    segments.forEach(segment -> readings.add(segment.published()));
    ChunkPool open = pool;
    if (open == null || readings.stream().allMatch(reading -> reading.events() == 0)) {
      return Optional.empty();
    }
    open.enter();
    return Optional.of(new JournalReading(source, readings, open::leave));
  }
}
