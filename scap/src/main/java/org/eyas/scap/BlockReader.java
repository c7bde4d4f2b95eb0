package org.eyas.scap;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.ZipException;

/**
 * Moves over a stream block by block; the block stands whole in one reused heap buffer.
 *
 * <pre>
 *  0         4         8                                total-4      total
 *  +---------+---------+------------------- - - ---------+-----------+
 *  | type    | total   | body                            | total     |
 *  +---------+---------+------------------- - - ---------+-----------+
 *    u32       u32                                         u32
 * </pre>
 */
public final class BlockReader {
  static final int HEADER = 8;
  static final int TRAILER = 4;
  private static final int BUFFER = 1 << 17;
  private static final int LONGEST_BLOCK = 1 << 28;

  private final InputStream in;
  private ByteBuffer memory = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
  private byte[] array = memory.array();
  private int filled;
  private int start;
  private int total;
  private long base;
  private int lastCode;
  private BlockType type = BlockType.UNKNOWN;

  public BlockReader(InputStream in) {
    this.in = in;
  }

  /**
   * Moves to the next block.
   *
   * @return false at the end of the stream, where it falls between two blocks
   */
  public boolean next() throws DamagedException {
    start += total;
    total = 0;
    if (filled - start < HEADER && !fill(HEADER)) {
      if (filled == start) {
        return false;
      }
      throw new DamagedException(offset(), "the file ends inside the header of a block");
    }
    int code = memory.getInt(start);
    int length = memory.getInt(start + 4);
    if (length < HEADER + TRAILER) {
      throw new DamagedException(offset(), "damaged block: it says its length is " + Integer.toUnsignedString(length));
    }
    if (filled - start < length && !fill(length)) {
      throw new DamagedException(
          offset(), "the file ends inside a block: " + (filled - start) + " of " + length + " bytes are there");
    }
    total = length;
    if (code != lastCode) {
      lastCode = code;
      type = BlockType.of(code);
    }
    return true;
  }

  /** Brings the first bytes of the next block into the buffer; false where the stream ends before. */
  boolean peek(int bytes) throws DamagedException {
    return filled - start - total >= bytes || fill(total + bytes);
  }

  /** Brings at least {@code wanted} bytes from {@link #start} on into the buffer; false where the stream ends before. */
  private boolean fill(int wanted) throws DamagedException {
    if (wanted > LONGEST_BLOCK) {
      throw new DamagedException(offset(), "damaged block: it says its length is " + Integer.toUnsignedString(wanted));
    }
    while (filled - start < wanted) {
      makeRoom();
      int n = read();
      if (n < 0) {
        return false;
      }
      filled += n;
    }
    return true;
  }

  /** Moves what is left to the front, and grows only when all of it is used: a damaged length must not cost memory. */
  private void makeRoom() {
    if (start > 0) {
      System.arraycopy(array, start, array, 0, filled - start);
      base += start;
      filled -= start;
      start = 0;
    }
    if (filled == array.length) {
      array = java.util.Arrays.copyOf(array, 2 * array.length);
      memory = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private int read() throws DamagedException {
    try {
      return in.read(array, filled, array.length - filled);
    } catch (EOFException | ZipException e) {
      // The JDK's words for a packed file that is cut off or damaged say nothing of files.
      throw new DamagedException(base + filled, "the gzip data is cut off or damaged from here on");
    } catch (IOException e) {
      throw new DamagedException(base + filled, "cannot be read: " + e.getMessage());
    }
  }

  public BlockType type() {
    return type;
  }

  /** The buffer; another one after a {@link #next} that met a longer block. */
  public ByteBuffer memory() {
    return memory;
  }

  /** Where the body starts in {@link #memory}. */
  int bodyStart() {
    return start + HEADER;
  }

  int bodyLength() {
    return total - HEADER - TRAILER;
  }

  /** Where the block starts in the unpacked stream. */
  public long offset() {
    return base + start;
  }

  /** Lists carry their length at both ends; Falco compares them, for events it does not. */
  void checkTrailer() throws DamagedException {
    int trailer = memory.getInt(start + total - TRAILER);
    if (trailer != total) {
      throw new DamagedException(offset(), "damaged block: its length is " + total + " in front and " + trailer
          + " at its end");
    }
  }

  /** The body, to be taken apart. */
  BlockBody body() {
    return new BlockBody(memory, bodyStart(), bodyLength(), base);
  }
}
