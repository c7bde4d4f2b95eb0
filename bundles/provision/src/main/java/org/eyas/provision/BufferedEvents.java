package org.eyas.provision;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import org.eyas.api.source.EventSink;

/**
 * Events in memory, in order. Used by one thread at a time.
 *
 * <pre>
 *  a segment
 *  +--------+-----------+--------------- - -+--------+-----------+---- - -
 *  | length | CPU, kind | event             | length | CPU, kind | ...
 *  +--------+-----------+--------------- - -+--------+-----------+---- - -
 *    i32      i32: bit 31 for events that only move the state
 * </pre>
 */
final class BufferedEvents implements EventSink {
  private static final int SEGMENT_BYTES = 1 << 20;
  private static final int HEADER = 8;
  private static final int STATE_ONLY = 1 << 31;

  private final long limitBytes;
  private final Deque<ByteBuffer> segments = new ArrayDeque<>();
  private ByteBuffer filled = ByteBuffer.allocate(0);
  private long bytes;

  BufferedEvents(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /**
   * Whether there is room for another batch. The caller must check this first: adding events without room exceeds the
   * limit.
   */
  boolean hasRoom() {
    return bytes < limitBytes;
  }

  boolean isEmpty() {
    return segments.isEmpty();
  }

  @Override
  public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
    add(cpu & ~STATE_ONLY, memory, offset, length);
  }

  @Override
  public void onStateEvent(int cpu, ByteBuffer memory, int offset, int length) {
    add(cpu | STATE_ONLY, memory, offset, length);
  }

  private void add(int cpu, ByteBuffer memory, int offset, int length) {
    if (filled.remaining() < HEADER + length) {
      filled = ByteBuffer.allocate(Math.max(SEGMENT_BYTES, HEADER + length)).order(ByteOrder.LITTLE_ENDIAN);
      segments.add(filled);
      bytes += filled.capacity();
    }
    filled.putInt(length).putInt(cpu).put(filled.position(), memory, offset, length);
    filled.position(filled.position() + length);
  }

  /** Marks the end: no more events will be added. */
  void end() {
    segments.forEach(ByteBuffer::flip);
  }

  /** Passes at most {@code limit} events to a sink. Returns their number. */
  int deliver(EventSink sink, int limit) {
    int count = 0;
    while (count < limit && !segments.isEmpty()) {
      ByteBuffer first = segments.getFirst();
      if (!first.hasRemaining()) {
        segments.removeFirst();
        continue;
      }
      int length = first.getInt();
      int cpu = first.getInt();
      int offset = first.position();
      first.position(offset + length);
      if (cpu < 0) {
        sink.onStateEvent(cpu & ~STATE_ONLY, first, offset, length);
      } else {
        sink.onEvent(cpu, first, offset, length);
      }
      count++;
    }
    return count;
  }
}
