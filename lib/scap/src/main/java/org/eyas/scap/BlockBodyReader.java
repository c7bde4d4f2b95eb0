package org.eyas.scap;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eyas.api.data.Text;

/** Reads the body of a block from front to back: little-endian numbers, and texts after their length. */
final class BlockBodyReader {
  private final ByteBuffer memory;
  private final long base;
  private int at;
  private final int end;

  /** @param base the position of index 0 of {@code memory} in the unpacked stream, for messages */
  BlockBodyReader(ByteBuffer memory, int start, int length, long base) {
    this.memory = memory;
    this.base = base;
    at = start;
    end = start + length;
  }

  int remaining() {
    return end - at;
  }

  boolean has(int bytes) {
    return end - at >= bytes;
  }

  int u8() throws DamagedCaptureException {
    return memory.get(advance(1)) & 0xff;
  }

  int u16() throws DamagedCaptureException {
    return memory.getShort(advance(2)) & 0xffff;
  }

  int i32() throws DamagedCaptureException {
    return memory.getInt(advance(4));
  }

  long u32() throws DamagedCaptureException {
    return memory.getInt(advance(4)) & 0xffff_ffffL;
  }

  long i64() throws DamagedCaptureException {
    return memory.getLong(advance(8));
  }

  /** Reads a number; {@code absent} if the block ends here, as in older files. */
  long u32Or(long absent) throws DamagedCaptureException {
    return has(4) ? u32() : absent;
  }

  /** Reads a number; {@code absent} if the block ends here, as in older files. */
  long i64Or(long absent) throws DamagedCaptureException {
    return has(8) ? i64() : absent;
  }

  /** Reads a boolean; false if the block ends here, as in older files. */
  boolean flagOrFalse() throws DamagedCaptureException {
    return has(1) && u8() != 0;
  }

  Text bytes(int length) throws DamagedCaptureException {
    int from = advance(length);
    return Text.copyOf(memory.array(), memory.arrayOffset() + from, length);
  }

  /** Reads bytes after their u16 length. */
  Text text() throws DamagedCaptureException {
    return bytes(u16());
  }

  String string() throws DamagedCaptureException {
    int length = u16();
    int from = advance(length);
    return new String(memory.array(), memory.arrayOffset() + from, length, StandardCharsets.UTF_8);
  }

  /** Reads texts that each end with a zero byte. The last zero byte is missing in some files. */
  Text texts() throws DamagedCaptureException {
    int length = u16();
    int from = memory.arrayOffset() + advance(length);
    if (length == 0 || memory.array()[from + length - 1] == 0) {
      return Text.copyOf(memory.array(), from, length);
    }
    byte[] closed = new byte[length + 1];
    System.arraycopy(memory.array(), from, closed, 0, length);
    return Text.copyOf(closed);
  }

  /** Returns an entry of this length as a body of its own, and continues after it. */
  BlockBodyReader part(int length) throws DamagedCaptureException {
    return new BlockBodyReader(memory, advance(length), length, base);
  }

  void skip(int bytes) throws DamagedCaptureException {
    advance(bytes);
  }

  DamagedCaptureException damaged(String reason) {
    return new DamagedCaptureException(base + at, reason);
  }

  private int advance(int bytes) throws DamagedCaptureException {
    if (bytes < 0 || bytes > end - at) {
      throw damaged("damaged block: " + Integer.toUnsignedString(bytes) + " bytes are needed, " + (end - at)
          + " are left");
    }
    int from = at;
    at += bytes;
    return from;
  }
}
