package org.eyas.engine.journal;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.StateSink;
import org.eyas.scap.BlockReader;
import org.eyas.scap.DamagedCaptureException;
import org.eyas.scap.SectionState;
import org.jspecify.annotations.Nullable;

/**
 * Replays segments: the state of the first segment, then the events of all segments. The replay skips the states of
 * later segments, because the events before them lead to the same states. A record of a thread between events only
 * matters if the thread is not known yet.
 */
final class JournalCapture implements Capture {
  private final List<JournalSegment.Reading> segments;
  private int segment;
  private int chunk;
  private int at;
  private long events;
  private @Nullable StateSink stateSink;

  JournalCapture(List<JournalSegment.Reading> segments) {
    this.segments = segments;
    openSegment();
  }

  // In a segment, the state comes before the first event.
  private void openSegment() {
    if (segment < segments.size()) {
      long state = segments.get(segment).stateBytes();
      chunk = (int) (state / JournalChunk.SIZE);
      at = JournalChunk.aligned((int) (state % JournalChunk.SIZE));
    }
  }

  @Override
  public void snapshot(StateSink into) throws SourceException {
    if (segments.isEmpty()) {
      return;
    }
    stateSink = into;
    SectionState state = new SectionState();
    readState(new SegmentStateStream(segments.getFirst()), state, into);
    state.reportMachine(into);
  }

  private static void readState(InputStream blocks, SectionState state, StateSink into) throws SourceException {
    BlockReader reader = new BlockReader(blocks);
    try {
      while (reader.next()) {
        state.readBlock(reader, into);
      }
    } catch (DamagedCaptureException e) {
      throw new SourceException("the state in the journal cannot be read: " + Reason.of(e), "");
    }
  }

  private void readThread(ByteBuffer memory, int length) throws SourceException {
    StateSink into = stateSink;
    if (into != null) {
      byte[] blocks = new byte[length];
      memory.get(at + JournalChunk.HEADER, blocks);
      readState(new ByteArrayInputStream(blocks), new SectionState(), into);
    }
  }

  @Override
  public int poll(EventSink sink, int limit) throws SourceException {
    int count = 0;
    while (count < limit && findEntry()) {
      JournalSegment.Reading from = segments.get(segment);
      ByteBuffer memory = from.chunks().get(chunk).memory;
      int length = memory.getInt(at);
      int cpu = memory.getShort(at + 4) & 0xffff;
      switch (memory.get(at + JournalChunk.KIND)) {
        case JournalChunk.RECORD -> readThread(memory, length);
        case JournalChunk.FOR_STATE -> sink.onStateEvent(cpu, memory, at + JournalChunk.HEADER, length);
        default -> sink.onEvent(cpu, memory, at + JournalChunk.HEADER, length);
      }
      count += memory.get(at + JournalChunk.KIND) == JournalChunk.RECORD ? 0 : 1;
      at = JournalChunk.aligned(at + JournalChunk.HEADER + length);
    }
    events += count;
    return count == 0 ? END : count;
  }

  // Moves to the next event if the position is after the last event of a chunk or segment.
  private boolean findEntry() {
    while (segment < segments.size()) {
      JournalSegment.Reading from = segments.get(segment);
      if (chunk < from.ends().length && at < from.ends()[chunk]) {
        return true;
      }
      if (chunk + 1 < from.ends().length) {
        chunk++;
        at = 0;
      } else {
        segment++;
        openSegment();
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
