package org.eyas.core.journal;

import java.nio.ByteBuffer;
import java.util.List;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.StateSink;
import org.eyas.scap.BlockReader;
import org.eyas.scap.DamagedException;
import org.eyas.scap.SectionState;

/** Replays segments: the state of the first, the events of all. The states of the others are where those events lead. */
final class JournalCapture implements Capture {
  private final List<Segment.Reading> segments;
  private int segment;
  private int chunk;
  private int at;
  private long events;

  JournalCapture(List<Segment.Reading> segments) {
    this.segments = segments;
    open();
  }

  // The first event follows the state.
  private void open() {
    if (segment < segments.size()) {
      long state = segments.get(segment).stateBytes();
      chunk = (int) (state / Chunk.SIZE);
      at = Chunk.aligned((int) (state % Chunk.SIZE));
    }
  }

  @Override
  public void snapshot(StateSink into) throws SourceException {
    if (segments.isEmpty()) {
      return;
    }
    BlockReader reader = new BlockReader(new StateStream(segments.getFirst()));
    SectionState state = new SectionState();
    try {
      while (reader.next()) {
        state.take(reader, into);
      }
    } catch (DamagedException e) {
      throw new SourceException("the journal's state cannot be read: " + e.getMessage(), "");
    }
    state.end(into);
  }

  @Override
  public int poll(EventSink sink, int limit) {
    int count = 0;
    while (count < limit && find()) {
      Segment.Reading from = segments.get(segment);
      ByteBuffer memory = from.chunks().get(chunk).memory;
      int length = memory.getInt(at);
      int cpu = memory.getShort(at + 4) & 0xffff;
      if (memory.get(at + 6) == 0) {
        sink.onEvent(cpu, memory, at + Chunk.HEADER, length);
      } else {
        sink.onStateEvent(cpu, memory, at + Chunk.HEADER, length);
      }
      at = Chunk.aligned(at + Chunk.HEADER + length);
      count++;
    }
    events += count;
    return count == 0 ? END : count;
  }

  // Moves to the next event where the place is behind the last one of a chunk or segment.
  private boolean find() {
    while (segment < segments.size()) {
      Segment.Reading from = segments.get(segment);
      if (chunk < from.ends().length && at < from.ends()[chunk]) {
        return true;
      }
      if (chunk + 1 < from.ends().length) {
        chunk++;
        at = 0;
      } else {
        segment++;
        open();
      }
    }
    return false;
  }

  @Override
  public CaptureStats stats() {
    return new CaptureStats(events, 0);
  }

  @Override
  public void close() {}
}
