package org.eyas.core.journal;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.update.EventSegment;
import org.eyas.core.decode.EventCursor;
import org.eyas.core.state.StateEngine;
import org.eyas.scap.BlockBuilder;
import org.eyas.scap.StateEncoder;

/**
 * A state and the events that followed it. The state is whole, or that of threads stands in front of their first events. Filled by one
 * loop's thread; others read what was {@link #publish published}.
 */
final class Segment {
  private final ChunkPool pool;
  private final boolean whole;
  private final List<Chunk> chunks = new ArrayList<>();
  private Chunk last;
  private long stateBytes;
  private long recordBytes;
  private long events;
  private long firstNanos;
  private long lastNanos;
  private Reading published;

  /** @param whole whether its state is that of all threads */
  Segment(ChunkPool pool, boolean whole) {
    this.pool = pool;
    this.whole = whole;
    last = grow();
    published = reading();
  }

  /** What an engine before filled; it may go on. */
  Segment(ChunkPool pool, EventSegment left) {
    this.pool = pool;
    whole = left.whole();
    for (int i = 0; i < left.pieces().size(); i++) {
      chunks.add(new Chunk(left.pieces().get(i), left.filled().get(i)));
    }
    last = chunks.getLast();
    stateBytes = left.stateBytes();
    events = left.events();
    firstNanos = left.firstNanos();
    lastNanos = left.lastNanos();
    published = reading();
  }

  EventSegment left() {
    return new EventSegment(
        chunks.stream().map(chunk -> chunk.memory).toList(),
        chunks.stream().map(Chunk::filled).toList(),
        whole, stateBytes, events, firstNanos, lastNanos);
  }

  private Chunk grow() {
    last = pool.take();
    chunks.add(last);
    return last;
  }

  /**
   * Writes down what there is at this moment.
   *
   * @param mostBytes of the whole state; of one that takes more the rest is left out, and the segment is of no use
   */
  void begin(StateEngine state, BlockBuilder blocks, long mostBytes) {
    StateEncoder encoder = new StateEncoder(blocks, () -> addState(blocks, mostBytes));
    if (whole) {
      state.survey(encoder);
    } else {
      state.surveyMachine(encoder);
    }
    encoder.finish();
    last.align();
  }

  private void addState(BlockBuilder blocks, long mostBytes) {
    int from = 0;
    boolean fits = !whole || stateBytes + blocks.length() <= mostBytes;
    while (fits && from < blocks.length()) {
      Chunk into = last.filled() == Chunk.SIZE ? grow() : last;
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

  /** Whether so many bytes, of an event or a record, fit without more memory. */
  boolean hasRoomFor(int bytes) {
    return last.hasRoomFor(bytes);
  }

  /** Takes more memory; answers whether there is room now: not for what is longer than a chunk. */
  boolean growFor(int bytes) {
    return grow().hasRoomFor(bytes);
  }

  /** Adds what is known of a thread, for which there is room. */
  void add(byte[] record, int length) {
    last.add(record, length);
    recordBytes += length;
  }

  /** Adds an event for which there is room. */
  void add(EventCursor event, boolean stateOnly) {
    last.add(event, stateOnly);
    lastNanos = event.timestampNanos();
    if (events++ == 0) {
      firstNanos = lastNanos;
    }
  }

  /** What the state takes, records included. */
  long stateBytes() {
    return stateBytes + recordBytes;
  }

  long bytes() {
    return (long) chunks.size() * Chunk.SIZE;
  }

  /** Lets others see what was added since; the caller sees to it that they look at another moment. */
  void publish() {
    if (published.events() != events || published.ends().length != chunks.size()) {
      published = reading();
    }
  }

  private Reading reading() {
    int[] ends = chunks.stream().mapToInt(Chunk::filled).toArray();
    return new Reading(List.copyOf(chunks), ends, stateBytes, events, firstNanos, lastNanos);
  }

  Reading published() {
    return published;
  }

  /** Gives its memory back. */
  void release() {
    pool.give(List.copyOf(chunks));
  }

  /**
   * What others see of a segment: bytes in front of the ends do not change.
   *
   * @param ends how much of each chunk is filled
   * @param firstNanos time of the first event, 0 where there is none
   */
  record Reading(List<Chunk> chunks, int[] ends, long stateBytes, long events, long firstNanos, long lastNanos) {
    long bytes() {
      return (long) chunks.size() * Chunk.SIZE;
    }
  }
}
