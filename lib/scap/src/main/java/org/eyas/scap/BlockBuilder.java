package org.eyas.scap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * Writes blocks one after another into memory that grows. {@link BlockBodyReader} reads them.
 *
 * <p>Between {@link #begin} and {@link #end}, numbers and texts are appended to the body. Padding and both lengths are added
 * automatically.
 */
public final class BlockBuilder {
  private static final int LONGEST_TEXT = 0xffff;

  private byte[] array;
  private ByteBuffer memory;
  private int length;
  private int block;

  /** @param size initial size of the memory in bytes */
  public BlockBuilder(int size) {
    array = new byte[size];
    memory = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Removes all blocks. */
  public void clear() {
    length = 0;
  }

  /**
   * The memory, of which the first {@link #length} bytes are blocks. After the memory has grown, it is another array.
   */
  public byte[] array() {
    return array;
  }

  /** The size of all blocks in bytes, including the one that was begun. */
  public int length() {
    return length;
  }

  public BlockBuilder begin(BlockType type) {
    block = length;
    return u32(type.code()).u32(0);
  }

  /** The size of the current body in bytes. */
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

  /** Begins an entry with its own length. Returns the argument for {@link #endEntry}. */
  int beginEntry() {
    u32(0);
    return length;
  }

  /**
   * Ends an entry and sets its length.
   *
   * @param counted the number of bytes of the length field itself that the length includes
   */
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

  /** Appends bytes after their u16 length. Longer values are truncated. */
  BlockBuilder text(Bytes text) {
    int size = Math.min(text.length(), LONGEST_TEXT);
    return u16(size).fixed(text, size);
  }

  /** Like {@link #text(Bytes)}, in UTF-8. */
  BlockBuilder text(String text) {
    return text(Text.of(text));
  }

  /** Appends exactly {@code size} bytes: longer values are truncated, shorter ones padded with zeros. */
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

  /** Adds bytes to the body, which the caller must fill in {@link #array}. Returns the index of the first byte. */
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
