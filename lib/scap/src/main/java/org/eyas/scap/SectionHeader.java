package org.eyas.scap;

import java.nio.ByteBuffer;

/**
 * The first block of a capture.
 *
 * <pre>
 *  0             8             12       14       16
 *  +-------------+-------------+--------+--------+-----------------+-----------------
 *  | block header| byte order  | major  | minor  | section length  | options of pcapng
 *  +-------------+-------------+--------+--------+-----------------+-----------------
 *                  0x1A2B3C4D    u16      u16      u64
 * </pre>
 */
public final class SectionHeader {
  private static final int BYTE_ORDER = 0x1A2B3C4D;
  private static final int MAJOR = 1;
  private static final int LENGTH = 24;

  private static final int MINOR = 2;

  private SectionHeader() {}

  /** Writes the header of a section of unknown length. */
  static void write(BlockBuilder out) {
    out.begin(BlockType.SECTION).u32(BYTE_ORDER).u16(MAJOR).u16(MINOR).u64(-1).end();
  }

  /** Checks the start of a stream without consuming it: {@link BlockReader#next} then reads the same block. */
  public static void check(BlockReader block) throws DamagedCaptureException, NotACaptureException {
    if (!block.peek(4) || block.memory().getInt(0) != BlockType.SECTION.code()) {
      throw new NotACaptureException("is not a capture file", "a .scap file begins with the bytes 0a 0d 0d 0a");
    }
    if (!block.peek(LENGTH)) {
      throw new DamagedCaptureException(0, "the file ends inside its header");
    }
    ByteBuffer memory = block.memory();
    int order = memory.getInt(8);
    if (order == Integer.reverseBytes(BYTE_ORDER)) {
      throw new NotACaptureException(
          "was recorded on a machine of another architecture (big-endian)", "replay it on a machine of that architecture");
    }
    if (order != BYTE_ORDER) {
      throw new NotACaptureException("is not a capture file: its byte order mark is damaged", "");
    }
    int major = memory.getShort(12) & 0xffff;
    if (major > MAJOR) {
      int minor = memory.getShort(14) & 0xffff;
      throw new NotACaptureException(
          "has format version " + major + "." + minor + ", this program reads versions up to 1.x", "use a newer Eyas");
    }
  }
}
