package org.eyas.engine.journal;

import java.nio.ByteBuffer;
import org.eyas.engine.decode.EventCursor;

/**
 * A block of a journal's memory that is filled from its start. Events and records of threads begin at multiples of 8:
 *
 * <pre>
 *  0        4      6      7       8
 *  +--------+------+------+-------+---------------- - -
 *  | length | cpu  | kind | 0     | the event, as in EventSink
 *  +--------+------+------+-------+---------------- - -
 *    u32      u16    0, or 1 for an event that only changes the state
 *
 *  +--------+------+------+-------+---------------- - -
 *  | length | 0    | 2    | 0     | the thread at this moment, as blocks of a .scap capture
 *  +--------+------+------+-------+---------------- - -
 * </pre>
 */
final class JournalChunk {
  /**
   * The version number of this layout. It must change with the layout, because an updated engine reads the journal of
   * the previous engine.
   */
  static final int LAYOUT = 1;

  static final int SIZE = 1 << 20;
  static final int HEADER = 8;
  static final int KIND = 6;
  static final int FOR_STATE = 1;
  static final int RECORD = 2;
  private static final int KIND_SHIFT = 48;

  final ByteBuffer memory;
  private int filled;

  /**
   * @param memory {@link #SIZE} bytes, little-endian; off the heap, as the memory of the rings is, so that one code
   * path reads both
   */
  JournalChunk(ByteBuffer memory) {
    this(memory, 0);
  }

  /** @param filled the number of bytes in use */
  JournalChunk(ByteBuffer memory, int filled) {
    this.memory = memory;
    this.filled = filled;
  }

  int filled() {
    return filled;
  }

  /** Returns how many of the given bytes fit. */
  int room(int bytes) {
    return Math.min(bytes, SIZE - filled);
  }

  void clear() {
    filled = 0;
  }

  void add(byte[] bytes, int from, int count) {
    memory.put(filled, bytes, from, count);
    filled += count;
  }

  /** Moves to the next position where an event can begin. */
  void align() {
    filled = aligned(filled);
  }

  static int aligned(int at) {
    return at + 7 & ~7;
  }

  /** @param bytes the length of an event or a record */
  boolean hasRoomFor(int bytes) {
    return HEADER + bytes <= SIZE - filled;
  }

  void add(EventCursor event, boolean stateOnly) {
    int at = filled;
    int length = event.length();
    long kind = stateOnly ? FOR_STATE : 0;
    memory.putLong(at, kind << KIND_SHIFT | (event.cpu() & 0xffffL) << Integer.SIZE | length);
    event.copyTo(memory, at + HEADER);
    filled = aligned(at + HEADER + length);
  }

  void add(byte[] record, int length) {
    int at = filled;
    memory.putLong(at, (long) RECORD << KIND_SHIFT | length);
    memory.put(at + HEADER, record, 0, length);
    filled = aligned(at + HEADER + length);
  }
}
