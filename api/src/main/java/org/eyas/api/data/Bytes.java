package org.eyas.api.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A sequence of bytes with a cached hash: either a {@link Text}, which never changes, or a {@link ByteView}, which its owner
 * points at other bytes.
 *
 * <p>All methods that read are final and work on the same representation (a heap array, an offset and a length), so that no call
 * per event is virtual. Fields return a {@code Bytes}; a field without a value returns {@link Text#ABSENT} or {@link Text#PENDING}. These
 * two have length 0 and are recognized by identity.
 */
public abstract sealed class Bytes implements Comparable<Bytes> permits Text, ByteView {
  private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

  byte[] array;
  int offset;
  int length;
  private int hash;

  Bytes(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  final void rewrap(byte[] newArray, int newOffset, int newLength) {
    array = newArray;
    offset = newOffset;
    length = newLength;
    hash = 0;
  }

  /** Whether this is a value, possibly empty, rather than {@link Text#ABSENT} or {@link Text#PENDING}. */
  public final boolean isPresent() {
    return this != Text.ABSENT && this != Text.PENDING;
  }

  public final int length() {
    return length;
  }

  public final boolean isEmpty() {
    return length == 0;
  }

  /**
   * The byte at an index, 0 to 255.
   *
   * @throws IndexOutOfBoundsException if there are fewer bytes: the memory after them belongs to something else
   */
  public final int at(int index) {
    return array[offset + Objects.checkIndex(index, length)] & 0xff;
  }

  /** The first index at or after {@code from} of a byte; -1 if there is none. */
  public final int indexOf(int wanted, int from) {
    byte[] a = array;
    int end = offset + length;
    for (int i = offset + from; i < end; i++) {
      if (a[i] == (byte) wanted) {
        return i - offset;
      }
    }
    return -1;
  }

  /** The last index of a byte; -1 if there is none. */
  public final int lastIndexOf(int wanted) {
    for (int i = offset + length - 1; i >= offset; i--) {
      if (array[i] == (byte) wanted) {
        return i - offset;
      }
    }
    return -1;
  }

  public final boolean startsWith(Bytes prefix) {
    return length >= prefix.length && regionEquals(0, prefix);
  }

  public final boolean endsWith(Bytes suffix) {
    return length >= suffix.length && regionEquals(length - suffix.length, suffix);
  }

  public final boolean contains(Bytes part) {
    return indexOf(part, 0) >= 0;
  }

  /** The first index at or after {@code from} at which {@code part} occurs; -1 if there is none. */
  public final int indexOf(Bytes part, int from) {
    if (part.length == 0) {
      return from <= length ? from : -1;
    }
    int first = part.array[part.offset];
    int last = length - part.length;
    for (int i = indexOf(first, from); i >= 0 && i <= last; i = indexOf(first, i + 1)) {
      if (regionEquals(i, part)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the bytes from index {@code at} on begin with {@code part}; false if it would reach past the end. */
  public final boolean regionEquals(int at, Bytes part) {
    int from = offset + at;
    return at + part.length <= length
        && Arrays.equals(array, from, from + part.length, part.array, part.offset, part.offset + part.length);
  }

  /** Whether both have the same bytes; unlike {@link #equals}, this treats absent and pending values as empty. */
  public final boolean contentEquals(Bytes other) {
    return length == other.length
        && Arrays.equals(array, offset, offset + length, other.array, other.offset, other.offset + length);
  }

  /** An immutable copy; the object itself if it is a {@link Text} already. */
  public final Text toText() {
    return this instanceof Text text ? text : new Text(toArray());
  }

  public final byte[] toArray() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  public final void copyTo(byte[] target, int at) {
    System.arraycopy(array, offset, target, at, length);
  }

  /**
   * Points {@code into} at the bytes from index {@code from} up to, not including, {@code to}, and returns it. It is valid as
   * long as these bytes are.
   *
   * @throws IndexOutOfBoundsException if the part is not within these bytes
   */
  public final ByteView slice(int from, int to, ByteView into) {
    Objects.checkFromToIndex(from, to, length);
    return into.wrap(array, offset + from, to - from);
  }

  /** Compares unsigned bytes as memcmp does; a prefix comes before the longer value. */
  @Override
  public final int compareTo(Bytes other) {
    return Arrays.compareUnsigned(
        array, offset, offset + length, other.array, other.offset, other.offset + other.length);
  }

  @Override
  public final boolean equals(Object other) {
    return this == other
        || other instanceof Bytes bytes && isPresent() && bytes.isPresent() && contentEquals(bytes);
  }

  @Override
  public final int hashCode() {
    int h = hash;
    if (h == 0) {
      h = hash(array, offset, length);
      hash = h;
    }
    return h;
  }

  // Eight bytes per step: paths are hashed for every open, and hashing single bytes took longer than everything else in an open
  // together.
  private static int hash(byte[] array, int offset, int length) {
    long h = length;
    int at = offset;
    int end = offset + length;
    for (; at + 8 <= end; at += 8) {
      h = (h ^ (long) WORDS.get(array, at)) * MULTIPLIER;
      h ^= h >>> 32;
    }
    for (; at < end; at++) {
      h = (h ^ array[at]) * MULTIPLIER;
    }
    int folded = (int) (h ^ h >>> 32);
    return folded == 0 ? 1 : folded;
  }

  /** The bytes decoded as UTF-8, for alerts and logs. Not for comparisons: paths may contain bytes that are not UTF-8. */
  @Override
  public final String toString() {
    return new String(array, offset, length, StandardCharsets.UTF_8);
  }
}
