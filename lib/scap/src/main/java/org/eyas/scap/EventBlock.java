package org.eyas.scap;

import java.nio.ByteBuffer;

/**
 * The block of one event. Finds the event in it and converts the header of old files to the current one.
 *
 * <pre>
 *  0      2         2 or 6
 *  +------+---------+-----------------------------------+
 *  | cpu  | flags   | event: header, lengths, parameters|
 *  +------+---------+-----------------------------------+
 *    u16    u32, only in flagged blocks
 *
 *  version 2 header, 26 bytes   ts u64 | tid u64 | len u32 | type u16 | number of parameters u32
 *  version 1 header, 22 bytes   ts u64 | tid u64 | len u32 | type u16
 * </pre>
 */
public final class EventBlock {
  static final int HEADER = 26;
  private static final int OLD_HEADER = 22;
  /** The flag of an event that only updates the state. */
  public static final int STATE_ONLY = 1;

  /** The programs that wrote version 1 blocks wrote a length for this type that is 3 too large. */
  private static final int NOTIFICATION = 280;

  private static final int INFRASTRUCTURE_EVENT = 286;

  private int cpu;
  private int offset;
  private int length;
  private int type;
  private boolean stateOnly;

  /** Reads the current block of a reader. */
  public void read(BlockReader block) throws DamagedCaptureException {
    ByteBuffer memory = block.memory();
    BlockType kind = block.type();
    int start = block.bodyStart();
    int end = start + block.bodyLength();
    boolean flagged = kind.flagged();
    boolean current = kind.version() > 1;
    offset = start + (flagged ? 6 : 2);
    int room = end - offset;
    if (room < (current ? HEADER : OLD_HEADER)) {
      throw new DamagedCaptureException(block.offset(), "damaged event: a block of " + block.bodyLength() + " bytes");
    }
    cpu = memory.getShort(start) & 0xffff;
    stateOnly = flagged && (memory.getInt(start + 2) & STATE_ONLY) != 0;
    length = memory.getInt(offset + 16);
    type = memory.getShort(offset + 20) & 0xffff;
    if (length < (current ? HEADER : OLD_HEADER) || length > room) {
      throw new DamagedCaptureException(
          block.offset(),
          "damaged event: it says its length is " + Integer.toUnsignedString(length) + ", its block has " + room);
    }
    if (!current) {
      upgrade(block);
    }
  }

  /**
   * Gives an old event the current header. The event grows to the front, over the header of the block, which has been read
   * already.
   *
   * <p>The number of parameters is the only n for which n lengths and the parameters of these lengths fill the event exactly.
   */
  private void upgrade(BlockReader block) throws DamagedCaptureException {
    ByteBuffer memory = block.memory();
    int lengths = offset + OLD_HEADER;
    if (type == NOTIFICATION || type == INFRASTRUCTURE_EVENT) {
      length -= 3;
    }
    int body = length - OLD_HEADER;
    int params = 0;
    int used = 0;
    while (used < body && 2 * params + 2 <= body) {
      used += 2 + (memory.getShort(lengths + 2 * params) & 0xffff);
      params++;
    }
    if (used != body) {
      throw new DamagedCaptureException(block.offset(), "damaged event: the lengths of its parameters do not add up");
    }
    long timestamp = memory.getLong(offset);
    long tid = memory.getLong(offset + 8);
    offset -= 4;
    length += 4;
    memory.putLong(offset, timestamp);
    memory.putLong(offset + 8, tid);
    memory.putInt(offset + 16, length);
    memory.putShort(offset + 20, (short) type);
    memory.putInt(offset + 22, params);
  }

  public int cpu() {
    return cpu;
  }

  /** The index in the reader's memory at which the header of the event starts. */
  public int offset() {
    return offset;
  }

  /** The length of header and body in bytes. */
  public int length() {
    return length;
  }

  public int type() {
    return type;
  }

  /** Whether the event only updates the state. */
  public boolean stateOnly() {
    return stateOnly;
  }
}
