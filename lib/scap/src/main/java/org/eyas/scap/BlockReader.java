package org.eyas.scap;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.ZipException;
import org.eyas.api.failure.Reason;

/**
 * Reads a stream block by block. One heap buffer contains the whole current block and is reused for the next block.
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
   * Reads the next block.
   *
   * @return false at the end of the stream
   * @throws DamagedCaptureException if the block is damaged or the stream ends within it
   */
  public boolean next() throws DamagedCaptureException {
    start += total;
    total = 0;
    if (filled - start < HEADER && !fill(HEADER)) {
      if (filled == start) {
        return false;
      }
      throw new DamagedCaptureException(offset(), "the file ends inside the header of a block");
    }
    int code = memory.getInt(start);
    int length = memory.getInt(start + 4);
    if (length < HEADER + TRAILER) {
      throw new DamagedCaptureException(offset(), "damaged block: it says its length is " + Integer.toUnsignedString(length));
    }
    if (filled - start < length && !fill(length)) {
      throw new DamagedCaptureException(
          offset(), "the file ends inside a block: " + (filled - start) + " of " + length + " bytes are there");
    }
    total = length;
    if (code != lastCode) {
      lastCode = code;
      type = BlockType.of(code);
    }
    return true;
  }

  /** Loads the first bytes of the next block into the buffer. Returns false if the stream ends before. */
  boolean peek(int bytes) throws DamagedCaptureException {
    return filled - start - total >= bytes || fill(total + bytes);
  }

  /** Loads at least {@code wanted} bytes from {@link #start} on into the buffer; false if the stream ends before. */
  private boolean fill(int wanted) throws DamagedCaptureException {
    if (wanted > LONGEST_BLOCK) {
      throw new DamagedCaptureException(offset(), "damaged block: it says its length is " + Integer.toUnsignedString(wanted));
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

  /**
   * Moves the remaining bytes to the front. Grows the buffer only when all of it is used, so that a damaged length does not cost
   * memory.
   */
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

  private int read() throws DamagedCaptureException {
    try {
      return in.read(array, filled, array.length - filled);
    } catch (EOFException | ZipException e) {
      // The JDK's messages for a truncated or damaged gzip file do not mention the file.
      throw new DamagedCaptureException(base + filled, "the gzip data is truncated or damaged from here on");
    } catch (IOException e) {
      throw new DamagedCaptureException(base + filled, "cannot be read: " + Reason.of(e));
    }
  }

  public BlockType type() {
    return type;
  }

  /** The buffer. It is another object after {@link #next} has read a longer block. */
  public ByteBuffer memory() {
    return memory;
  }

  /** The index in {@link #memory} at which the body starts. */
  int bodyStart() {
    return start + HEADER;
  }

  int bodyLength() {
    return total - HEADER - TRAILER;
  }

  /** The position of the block in the unpacked stream. */
  public long offset() {
    return base + start;
  }

  /** Whether the block has the same length at both ends, so that the position of the next block is known. */
  public boolean isWhole() {
    return memory.getInt(start + total - TRAILER) == total;
  }

  /** Compares the lengths at both ends of the block. Like Falco, the callers do this for lists but not for events. */
  void checkTrailer() throws DamagedCaptureException {
    if (!isWhole()) {
      int trailer = memory.getInt(start + total - TRAILER);
      throw new DamagedCaptureException(offset(), "damaged block: its length is " + total + " at its beginning and " + trailer
          + " at its end");
    }
  }

  /** A reader for the body of the block. */
  BlockBodyReader body() {
    return new BlockBodyReader(memory, bodyStart(), bodyLength(), base);
  }
}
