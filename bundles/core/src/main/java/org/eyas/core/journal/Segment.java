package org.eyas.core.journal;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.update.EventSegment;
import org.eyas.core.decode.EventCursor;
import org.eyas.core.state.StateEngine;
import org.eyas.scap.BlockBuilder;
import org.eyas.scap.StateEncoder;

/** A state and the events that followed it. Filled by one loop's thread; others read what was {@link #publish published}. */
final class Segment {
  private final ChunkPool pool;
  private final List<Chunk> chunks = new ArrayList<>();
  private Chunk last;
  private long stateBytes;
  private long events;
  private long firstNanos;
  private long lastNanos;
  private Reading published;

  Segment(ChunkPool pool) {
    this.pool = pool;
    last = grow();
    published = reading();
  }

  /** What an engine before filled; it may go on. */
  Segment(ChunkPool pool, EventSegment left) {
    this.pool = pool;
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
        stateBytes, events, firstNanos, lastNanos);
  }

  private Chunk grow() {
    last = pool.take();
    chunks.add(last);
    return last;
  }

  /** Writes down what there is at this moment. */
  void begin(StateEngine state, BlockBuilder blocks) {
    StateEncoder encoder = new StateEncoder(blocks, () -> addState(blocks));
    state.survey(encoder);
    encoder.finish();
    last.align();
  }

  private void addState(BlockBuilder blocks) {
    int from = 0;
    while (from < blocks.length()) {
      Chunk into = last.filled() == Chunk.SIZE ? grow() : last;
      int count = into.room(blocks.length() - from);
      into.add(blocks.array(), from, count);
      from += count;
    }
    stateBytes += blocks.length();
    blocks.clear();
  }

  /** Whether the event fits without more memory. */
  boolean hasRoomFor(EventCursor event) {
    return last.hasRoomFor(event);
  }

  /** Adds an event in more memory; one that is longer than a chunk is left out. */
  void grow(EventCursor event, boolean stateOnly) {
    if (grow().hasRoomFor(event)) {
      add(event, stateOnly);
    }
  }

  /** Adds an event for which there is room. */
  void add(EventCursor event, boolean stateOnly) {
    last.add(event, stateOnly);
    lastNanos = event.timestampNanos();
    if (events++ == 0) {
      firstNanos = lastNanos;
    }
  }

  long stateBytes() {
    return stateBytes;
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
