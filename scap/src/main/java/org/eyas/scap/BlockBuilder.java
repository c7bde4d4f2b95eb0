package org.eyas.scap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * Puts blocks together, one behind the other, in memory that grows: what {@link BlockBody} takes apart.
 *
 * <p>Between {@link #begin} and {@link #end} numbers and texts are added to the body; padding and both lengths come by
 * themselves.
 */
public final class BlockBuilder {
  private static final int LONGEST_TEXT = 0xffff;

  private byte[] array;
  private ByteBuffer memory;
  private int length;
  private int block;

  /** @param size bytes that are there at first */
  public BlockBuilder(int size) {
    array = new byte[size];
    memory = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Forgets all blocks. */
  public void clear() {
    length = 0;
  }

  /** The memory, of which {@link #length} bytes are blocks; another array after it had to grow. */
  public byte[] array() {
    return array;
  }

  /** Bytes of all blocks, the one that is begun included. */
  public int length() {
    return length;
  }

  public BlockBuilder begin(BlockType type) {
    block = length;
    return u32(type.code()).u32(0);
  }

  /** Bytes of the body so far. */
  int bodyLength() {
    return length - block - BlockReader.HEADER;
  }

  public void end() {
    while ((length - block) % 4 != 0) {
      u8(0);
    }
    int total = length - block + BlockReader.TRAILER;
    u32(total);
    memory.putInt(block + 4, total);
  }

  /** Begins an entry that carries its own length; answers what {@link #endEntry} wants to know. */
  int beginEntry() {
    u32(0);
    return length;
  }

  /** @param counted how many bytes of the length itself it counts */
  void endEntry(int begun, int counted) {
    memory.putInt(begun - 4, length - begun + counted);
  }

  public BlockBuilder u8(int value) {
    int at = reserve(1);
    memory.put(at, (byte) value);
    return this;
  }

  BlockBuilder flag(boolean value) {
    return u8(value ? 1 : 0);
  }

  public BlockBuilder u16(int value) {
    int at = reserve(2);
    memory.putShort(at, (short) value);
    return this;
  }

  public BlockBuilder u32(long value) {
    int at = reserve(4);
    memory.putInt(at, (int) value);
    return this;
  }

  BlockBuilder u64(long value) {
    int at = reserve(8);
    memory.putLong(at, value);
    return this;
  }

  /** Bytes behind their u16 length; what does not fit is cut off. */
  BlockBuilder text(Bytes text) {
    int size = Math.min(text.length(), LONGEST_TEXT);
    return u16(size).fixed(text, size);
  }

  /** As {@link #text(Bytes)}, in UTF-8. */
  BlockBuilder text(String text) {
    return text(Text.of(text));
  }

  /** Exactly so many bytes: what is too long is cut, what is too short is filled with zeros. */
  BlockBuilder fixed(Bytes bytes, int size) {
    int at = reserve(size);
    if (bytes.length() > size) {
      System.arraycopy(bytes.toArray(), 0, array, at, size);
      return this;
    }
    bytes.copyTo(array, at);
    Arrays.fill(array, at + bytes.length(), at + size, (byte) 0);
    return this;
  }

  /** Adds bytes to the body that the caller fills in {@link #array}; answers where they start. */
  public int reserve(int bytes) {
    int at = length;
    if (bytes > array.length - at) {
      array = Arrays.copyOf(array, Math.max(at + bytes, 2 * array.length));
      memory = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    }
    length = at + bytes;
    return at;
  }
}
