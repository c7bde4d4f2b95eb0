package org.eyas.engine.memory;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.eyas.api.data.Bytes;

/**
 * The values of an event that name its group, as bytes, with a hash. One thread reuses it for each event.
 *
 * <p>The hash depends on a number that is chosen at the start, so that nobody can choose names that all have the same hash.
 */
final class GroupName {
  private static final long SEED = ThreadLocalRandom.current().nextLong();
  private static final long MULTIPLIER = ThreadLocalRandom.current().nextLong() | 1;

  private byte[] bytes = new byte[64];
  private int length;

  void clear() {
    length = 0;
  }

  /** Becomes a whole name. */
  void set(byte[] name) {
    clear();
    reserve(name.length);
    System.arraycopy(name, 0, bytes, 0, name.length);
    length = name.length;
  }

  void add(long number) {
    reserve(Long.BYTES);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bytes[length++] = (byte) (number >>> shift);
    }
  }

  /** Adds a text with its length, so that no two lists of texts have the same bytes. */
  void add(Bytes text) {
    add(text.length());
    reserve(text.length());
    text.copyTo(bytes, length);
    length += text.length();
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }

  long hash() {
    return hash(bytes, length);
  }

  /** The hash of a whole name. */
  static long hash(byte[] name) {
    return hash(name, name.length);
  }

  private static long hash(byte[] bytes, int length) {
    long h = SEED ^ length;
    for (int i = 0; i < length; i++) {
      h = (h ^ bytes[i]) * MULTIPLIER;
      h ^= h >>> 29;
    }
    return h ^ h >>> 32;
  }

  boolean isEqual(byte[] other) {
    return Arrays.equals(bytes, 0, length, other, 0, other.length);
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }
}
