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
  private static final int PLUGIN_EVENT = 322;
  private static final int CONTAINER_JSON_2 = 324;
  private static final int ASYNC_EVENT = 402;

  private final int knownTypes;
  private int cpu;
  private int offset;
  private int length;
  private int type;
  private boolean stateOnly;

  /** @param knownTypes events with this type and higher ones are of newer programs */
  public EventBlock(int knownTypes) {
    this.knownTypes = knownTypes;
  }

  /**
   * Reads the current block of a reader. The layout of an event whose type is unknown is not checked. The messages about damage begin
   * as those of Falco.
   */
  public void read(BlockReader block) throws DamagedCaptureException {
    ByteBuffer memory = block.memory();
    BlockType kind = block.type();
    int start = block.bodyStart();
    boolean flagged = kind.flagged();
    boolean current = kind.version() > 1;
    int header = current ? HEADER : OLD_HEADER;
    offset = start + (flagged ? 6 : 2);
    int room = start + block.bodyLength() - offset;
    if (room < header) {
      throw headerExceedsBlock(block, offset - start, header);
    }
    cpu = memory.getShort(start) & 0xffff;
    stateOnly = flagged && (memory.getInt(start + 2) & STATE_ONLY) != 0;
    length = memory.getInt(offset + 16);
    type = memory.getShort(offset + 20) & 0xffff;
    if (!isKnown()) {
      return;
    }
    checkLength(block, header, room);
    if (current) {
      checkParams(block);
    } else {
      upgrade(block);
    }
  }

  private static DamagedCaptureException headerExceedsBlock(BlockReader block, int at, int header) {
    int body = block.bodyLength();
    int total = body + BlockReader.HEADER + BlockReader.TRAILER;
    if (body < header) {
      return new DamagedCaptureException(block.offset(), "block length too short " + total);
    }
    return new DamagedCaptureException(
        block.offset(),
        "event header exceeds block payload: block length " + total + ", event offset " + at + ", available "
            + Math.max(0, body - at) + ", header size " + header);
  }

  private void checkLength(BlockReader block, int header, int room) throws DamagedCaptureException {
    if (Integer.compareUnsigned(length, header) < 0) {
      throw invalid(block, lengthText() + " is smaller than the event header size " + header);
    }
    if (Integer.compareUnsigned(length, room) > 0) {
      throw invalid(block, lengthText() + " is larger than the " + room + " bytes available in the block");
    }
  }

  private void checkParams(BlockReader block) throws DamagedCaptureException {
    ByteBuffer memory = block.memory();
    boolean large = hasLargePayload(type);
    int params = memory.getInt(offset + 22);
    int lengths = offset + HEADER;
    long left = length - HEADER - (params & 0xffff_ffffL) * (large ? 4 : 2);
    if (left < 0) {
      throw invalid(block, "nparams " + Integer.toUnsignedString(params) + " does not fit in event " + lengthText());
    }
    for (int i = 0; i < params; i++) {
      long size = large ? memory.getInt(lengths + 4 * i) & 0xffff_ffffL : memory.getShort(lengths + 2 * i) & 0xffff;
      left -= size;
      if (left < 0) {
        throw invalid(block, "param " + i + " len " + size + " exceeds event " + lengthText());
      }
    }
  }

  private String lengthText() {
    return "len " + Integer.toUnsignedString(length);
  }

  private static DamagedCaptureException invalid(BlockReader block, String what) {
    return new DamagedCaptureException(block.offset(), "invalid event: " + what);
  }

  /** Whether the lengths of the parameters of a type have 4 bytes instead of 2. */
  private static boolean hasLargePayload(int type) {
    return type == PLUGIN_EVENT || type == CONTAINER_JSON_2 || type == ASYNC_EVENT;
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

  /** Whether the type was known when this program was written. */
  public boolean isKnown() {
    return type < knownTypes;
  }

  /** Whether the event only updates the state. */
  public boolean stateOnly() {
    return stateOnly;
  }
}
