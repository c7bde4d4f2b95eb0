package org.eyas.engine.journal;

import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.EventSegment;
import org.eyas.api.update.Handover;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.state.StateEngine;
import org.eyas.scap.BlockBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The events of one recording, in segments:
 *
 * <pre>
 *   [ state | events ]  [ state | events ]  [ state | events --> ]
 *     is dropped first                        is being filled
 * </pre>
 *
 * <p>The state of a segment contains all threads if it can be written quickly and leaves room for events. Otherwise
 * {@link LazyThreadRecords} adds the threads later.
 *
 * <p>The thread of the loop fills the recording. Other threads may call {@link #read} and the methods that return a
 * boolean. A method that needs more memory throws OutOfMemoryError if there is none. The caller must then drop the
 * recording.
 */
final class JournalRecording {
  private static final int SEGMENTS = 8;
  private static final int STATE_SHARE = 4;

  /**
   * The number of threads above which each thread is written before its first event. To write a thread and its
   * descriptors takes 2 to 3 us, during which events wait in rings.
   */
  private static final int MAX_THREADS = 30_000;

  private final JournalChunkPool pool;
  private final BlockBuilder blocks;
  private final Deque<JournalSegment> segments = new ArrayDeque<>(); // guarded by this
  private @Nullable JournalSegment current;
  private @Nullable LazyThreadRecords threadRecords;
  private boolean whole = true; // of the last segment
  private long bytes;
  private long limitBytes;
  private volatile boolean complete; // written by the loop
  private volatile boolean madeRoom; // written by the loop
  private boolean dropped; // guarded by this

  private JournalRecording(JournalChunkPool pool, BlockBuilder blocks, long limitBytes) {
    this.pool = pool;
    this.blocks = blocks;
    this.limitBytes = limitBytes;
  }

  /**
   * Starts a recording.
   *
   * @param blocks memory for encoding, which only this recording uses
   */
  static JournalRecording begin(StateEngine state, BlockBuilder blocks, long limitBytes) {
    JournalRecording recording = new JournalRecording(new JournalChunkPool(), blocks, limitBytes);
    try {
      recording.beginSegment(state);
      return recording;
    } catch (OutOfMemoryError e) {
      recording.drop();
      throw e;
    }
  }

  /** Continues the recording of a previous engine, and owns the memory of its events from now on. */
  static JournalRecording resume(Handover.Events left, BlockBuilder blocks, long limitBytes) {
    JournalRecording recording =
        new JournalRecording(new JournalChunkPool((Arena) left.memory(), left.spare()), blocks, limitBytes);
    recording.addAll(left.segments());
    return recording;
  }

  private synchronized void addAll(List<EventSegment> left) {
    left.forEach(segment -> segments.add(new JournalSegment(pool, segment)));
    bytes = segments.stream().mapToLong(JournalSegment::bytes).sum();
    current = segments.peekLast();
    whole = current == null || current.isWhole();
    complete = current == null;
  }

  /** Changes the limit of the memory. */
  void changeLimit(long changed) {
    limitBytes = changed;
  }

  /** Called before the current event of the cursor changes the state. */
  void beforeEvent(EventCursor event, StateEngine state) {
    if (whole) {
      return;
    }
    LazyThreadRecords records = threadRecords;
    if (records == null) {
      records = new LazyThreadRecords(state, blocks, this::add);
      threadRecords = records;
    }
    records.beforeEvent(event);
  }

  /** Records the current event of the cursor. */
  void recordEvent(EventCursor event, boolean stateOnly) {
    if (!whole && threadRecords != null) {
      threadRecords.afterEvent(event);
    }
    JournalSegment into = current;
    if (into != null && hasRoom(into, event.length())) {
      into.add(event, stateOnly);
    }
  }

  private void add(byte[] content, int length) {
    JournalSegment into = current;
    if (into != null && hasRoom(into, length)) {
      into.add(content, length);
    }
  }

  private boolean hasRoom(JournalSegment into, int wanted) {
    return into.hasRoomFor(wanted) || grow(into, wanted);
  }

  private boolean grow(JournalSegment into, int wanted) {
    bytes += JournalChunk.SIZE;
    evict(into);
    return into.growFor(wanted);
  }

  private synchronized void evict(JournalSegment kept) {
    while (bytes > limitBytes && segments.size() > 1 && segments.peekFirst() != kept) {
      JournalSegment oldest = segments.removeFirst();
      bytes -= oldest.bytes();
      oldest.release();
      madeRoom = true;
    }
  }

  /** Begins a new segment with the current state if the last segment is full. The loop calls it between two batches. */
  void beginSegmentIfFull(StateEngine state) {
    if (isFull()) {
      beginSegment(state);
    }
  }

  private boolean isFull() {
    JournalSegment filled = current;
    if (filled == null) {
      return false;
    }
    long wanted = Math.max(limitBytes / SEGMENTS, 2 * filled.stateBytes());
    return filled.bytes() >= Math.max(Math.min(wanted, limitBytes / 2), 2 * JournalChunk.SIZE);
  }

  // Once threads are recorded one by one, the whole recording continues so, because a replay uses only the first state.
  private void beginSegment(StateEngine state) {
    JournalSegment next = newSegment(state, whole && state.counts().threads().present() <= MAX_THREADS);
    if (next.isWhole() && next.stateBytes() > mostStateBytes()) {
      next.release();
      next = newSegment(state, false);
    }
    threadRecords = null;
    whole = next.isWhole();
    add(next);
  }

  private JournalSegment newSegment(StateEngine state, boolean withAllThreads) {
    JournalSegment next = new JournalSegment(pool, withAllThreads);
    next.writeState(state, blocks, mostStateBytes());
    return next;
  }

  private long mostStateBytes() {
    return limitBytes / STATE_SHARE;
  }

  private synchronized void add(JournalSegment next) {
    publish();
    segments.add(next);
    next.publish();
    current = next;
    bytes += next.bytes();
    evict(next);
  }

  /** Makes new events visible to readers. */
  synchronized void publish() {
    if (current != null) {
      current.publish();
    }
  }

  /** Ends the recording of events. Recorded events can still be read. */
  void complete() {
    publish();
    current = null;
    complete = true;
  }

  /** Whether the recording of events has ended. */
  boolean isComplete() {
    return complete;
  }

  /** Whether old events were dropped for new ones. */
  boolean madeRoom() {
    return madeRoom;
  }

  /** Whether the recording begins with all threads. Otherwise a replay knows only the threads that had events since. */
  synchronized boolean isWhole() {
    return segments.isEmpty() || segments.getFirst().isWhole();
  }

  /** A snapshot of the recorded events, which the caller closes; empty if there are none. */
  synchronized Optional<LoopJournalSnapshot> read(SourceInfo source) {
    List<JournalSegment.Reading> readings = new ArrayList<>();
    segments.forEach(segment -> readings.add(segment.published()));
    if (dropped || readings.stream().allMatch(reading -> reading.events() == 0)) {
      return Optional.empty();
    }
    pool.enter();
    return Optional.of(new LoopJournalSnapshot(source, readings, pool::leave));
  }

  /**
   * Gives the events to another engine, which owns their memory from then on. Drops the events if a reader does not
   * finish in time.
   */
  synchronized Optional<Handover.Events> leftEvents(String eventSource, long millis) throws InterruptedException {
    if (!pool.awaitReaders(millis)) {
      drop();
      return Optional.empty();
    }
    List<EventSegment> all = segments.stream().map(JournalSegment::toHandover).toList();
    segments.clear();
    dropped = true;
    return Optional.of(new Handover.Events(eventSource, JournalChunk.LAYOUT, pool.arena, all, pool.spare()));
  }

  /** Frees the memory as soon as no reader uses it. */
  synchronized void drop() {
    complete();
    segments.clear();
    dropped = true;
    pool.end();
  }
}
