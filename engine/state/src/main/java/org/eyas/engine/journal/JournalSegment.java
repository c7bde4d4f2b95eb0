package org.eyas.engine.journal;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.update.EventSegment;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.state.StateEngine;
import org.eyas.scap.BlockBuilder;
import org.eyas.scap.StateEncoder;

/**
 * A state and the events that followed it. Either the state contains all threads, or the record of each thread comes
 * before its first event. The thread of the loop fills the segment; other threads read its {@link #publish published}
 * part.
 */
final class JournalSegment {
  private final JournalChunkPool pool;
  private final boolean whole;
  private final List<JournalChunk> chunks = new ArrayList<>();
  private JournalChunk last;
  private long stateBytes;
  private long recordBytes;
  private long events;
  private long firstNanos;
  private long lastNanos;
  private Reading published;

  /** @param whole whether its state contains all threads */
  JournalSegment(JournalChunkPool pool, boolean whole) {
    this.pool = pool;
    this.whole = whole;
    last = grow();
    published = newReading();
  }

  /** A segment that a previous engine filled. More events can be added. */
  JournalSegment(JournalChunkPool pool, EventSegment left) {
    this.pool = pool;
    whole = left.whole();
    for (int i = 0; i < left.pieces().size(); i++) {
      chunks.add(new JournalChunk(left.pieces().get(i), left.filled().get(i)));
    }
    last = chunks.getLast();
    stateBytes = left.stateBytes();
    events = left.events();
    firstNanos = left.firstNanos();
    lastNanos = left.lastNanos();
    published = newReading();
  }

  EventSegment toHandover() {
    return new EventSegment(
        chunks.stream().map(chunk -> chunk.memory).toList(),
        chunks.stream().map(JournalChunk::filled).toList(),
        whole, stateBytes, events, firstNanos, lastNanos);
  }

  private JournalChunk grow() {
    last = pool.acquire();
    chunks.add(last);
    return last;
  }

  /**
   * Writes the current state.
   *
   * @param mostBytes limit for the whole state; if it needs more, the segment is incomplete and must be dropped
   */
  void writeState(StateEngine state, BlockBuilder blocks, long mostBytes) {
    StateEncoder encoder = new StateEncoder(blocks, () -> addState(blocks, mostBytes));
    if (whole) {
      state.reports().survey(encoder);
    } else {
      state.reports().surveyMachine(encoder);
    }
    encoder.finish();
    last.align();
  }

  private void addState(BlockBuilder blocks, long mostBytes) {
    int from = 0;
    boolean fits = !whole || stateBytes + blocks.length() <= mostBytes;
    while (fits && from < blocks.length()) {
      JournalChunk into = last.filled() == JournalChunk.SIZE ? grow() : last;
      int count = into.room(blocks.length() - from);
      into.add(blocks.array(), from, count);
      from += count;
    }
    stateBytes += blocks.length();
    blocks.clear();
  }

  boolean isWhole() {
    return whole;
  }

  /** Whether an event or a record of this length fits without more memory. */
  boolean hasRoomFor(int bytes) {
    return last.hasRoomFor(bytes);
  }

  /**
   * Takes more memory from the pool. Returns whether there is room now, which there never is for an entry longer than a
   * chunk.
   */
  boolean growFor(int bytes) {
    return grow().hasRoomFor(bytes);
  }

  /** Adds the record of a thread. The caller checks that there is room. */
  void add(byte[] record, int length) {
    last.add(record, length);
    recordBytes += length;
  }

  /** Adds an event. The caller checks that there is room. */
  void add(EventCursor event, boolean stateOnly) {
    last.add(event, stateOnly);
    lastNanos = event.timestampNanos();
    if (events++ == 0) {
      firstNanos = lastNanos;
    }
  }

  /** Bytes of the state, including records of threads. */
  long stateBytes() {
    return stateBytes + recordBytes;
  }

  long bytes() {
    return (long) chunks.size() * JournalChunk.SIZE;
  }

  /**
   * Makes new entries visible to readers. The caller ensures that no reader calls {@link #published} at the same time.
   */
  void publish() {
    if (published.events() != events || published.ends().length != chunks.size()) {
      published = newReading();
    }
  }

  private Reading newReading() {
    int[] ends = chunks.stream().mapToInt(JournalChunk::filled).toArray();
    return new Reading(List.copyOf(chunks), ends, stateBytes, events, firstNanos, lastNanos);
  }

  Reading published() {
    return published;
  }

  /** Gives the memory back to the pool. */
  void release() {
    pool.giveBack(List.copyOf(chunks));
  }

  /**
   * The view that a reader has of a segment. Bytes before the ends do not change.
   *
   * @param ends the filled bytes of each chunk
   * @param firstNanos time of the first event; 0 if there is none
   */
  record Reading(List<JournalChunk> chunks, int[] ends, long stateBytes, long events, long firstNanos, long lastNanos) {
    long bytes() {
      return (long) chunks.size() * JournalChunk.SIZE;
    }
  }
}
