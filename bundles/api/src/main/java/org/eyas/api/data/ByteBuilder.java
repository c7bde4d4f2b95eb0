package org.eyas.api.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Grows a reusable run of bytes, for readers that put a value together without allocating per event. */
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

  public ByteBuilder clear() {
    length = 0;
    return this;
  }

  public int length() {
    return length;
  }

  /** Shortens what was built. */
  public ByteBuilder truncate(int newLength) {
    length = Math.min(length, newLength);
    return this;
  }

  public int at(int index) {
    return array[index] & 0xff;
  }

  public ByteBuilder append(int oneByte) {
    room(1);
    array[length++] = (byte) oneByte;
    return this;
  }

  public ByteBuilder append(Bytes bytes) {
    room(bytes.length());
    bytes.copyTo(array, length);
    length += bytes.length();
    return this;
  }

  public ByteBuilder append(Bytes bytes, int from, int to) {
    room(to - from);
    System.arraycopy(bytes.array, bytes.offset + from, array, length, to - from);
    length += to - from;
    return this;
  }

  /** The UTF-8 bytes of a string; of an ASCII one nothing is allocated. */
  public ByteBuilder append(String string) {
    int before = length;
    room(string.length());
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
    room(bytes.length);
    System.arraycopy(bytes, 0, array, length, bytes.length);
    length += bytes.length;
    return this;
  }

  /** Decimal digits, without a string in between. */
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
    room(digits);
    for (int i = length + digits - 1; i >= length; i--) {
      array[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** A window on what was built so far; valid until the next change. */
  public ByteView view() {
    return view.wrap(array, 0, length);
  }

  public Text toText() {
    return Text.copyOf(array, 0, length);
  }

  private void room(int more) {
    if (length + more > array.length) {
      array = Arrays.copyOf(array, Math.max(length + more, array.length * 2));
    }
  }
}
