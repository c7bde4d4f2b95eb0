package org.eyas.api.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A growable byte buffer that is used again for each event, so that a field reader can build a value without allocating. Not
 * thread-safe: it belongs to the thread of one loop.
 */
public final class ByteBuilder {
  private byte[] array;
  private int length;
  private final ByteView view = new ByteView();

  public ByteBuilder() {
    this(128);
  }

  public ByteBuilder(int capacity) {
    array = new byte[capacity];
  }

  /** Removes all bytes and keeps the memory. */
  public ByteBuilder clear() {
    length = 0;
    return this;
  }

  public int length() {
    return length;
  }

  /** Cuts the content to a length; does nothing if it is shorter already. */
  public ByteBuilder truncate(int newLength) {
    length = Math.min(length, newLength);
    return this;
  }

  /** The byte at an index, 0 to 255. */
  public int at(int index) {
    return array[index] & 0xff;
  }

  /** Appends the lowest 8 bits of a number. */
  public ByteBuilder append(int oneByte) {
    ensureRoom(1);
    array[length++] = (byte) oneByte;
    return this;
  }

  public ByteBuilder append(Bytes bytes) {
    ensureRoom(bytes.length());
    bytes.copyTo(array, length);
    length += bytes.length();
    return this;
  }

  /**
   * Appends the bytes from index {@code from} up to, not including, {@code to}.
   *
   * @throws IndexOutOfBoundsException if they are not within the bytes
   */
  public ByteBuilder append(Bytes bytes, int from, int to) {
    Objects.checkFromToIndex(from, to, bytes.length);
    ensureRoom(to - from);
    System.arraycopy(bytes.array, bytes.offset + from, array, length, to - from);
    length += to - from;
    return this;
  }

  /** Appends a string in UTF-8. Allocates nothing if the string is ASCII and there is room. */
  public ByteBuilder append(String string) {
    int before = length;
    ensureRoom(string.length());
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c >= 0x80) {
        length = before;
        return append(string.getBytes(StandardCharsets.UTF_8));
      }
      array[length++] = (byte) c;
    }
    return this;
  }

  public ByteBuilder append(byte[] bytes) {
    ensureRoom(bytes.length);
    System.arraycopy(bytes, 0, array, length, bytes.length);
    length += bytes.length;
    return this;
  }

  /** Appends a number in decimal digits, without making a String. */
  public ByteBuilder appendDecimal(long number) {
    if (number == Long.MIN_VALUE) {
      return append("-9223372036854775808");
    }
    if (number < 0) {
      append('-');
    }
    long rest = Math.abs(number);
    int digits = 1;
    for (long n = rest; n >= 10; n /= 10) {
      digits++;
    }
    ensureRoom(digits);
    for (int i = length + digits - 1; i >= length; i--) {
      array[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /**
   * The content, without copying it. The same object is returned each time; it is valid until the next change of this builder.
   */
  public ByteView view() {
    return view.wrap(array, 0, length);
  }

  /** An immutable copy of the content. */
  public Text toText() {
    return Text.copyOf(array, 0, length);
  }

  private void ensureRoom(int more) {
    if (length + more > array.length) {
      array = Arrays.copyOf(array, Math.max(length + more, array.length * 2));
    }
  }
}
