package org.eyas.engine.stateful.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.eyas.api.data.Bytes;

/**
 * The key of a group: the values of an event by which a stateful rule groups events, as bytes, with a hash. One thread
 * reuses it for each event.
 *
 * <p>The hash has a random seed, so that an attacker cannot choose keys with equal hashes.
 */
public final class GroupKey {
  private static final long SEED = ThreadLocalRandom.current().nextLong();
  private static final long MULTIPLIER = ThreadLocalRandom.current().nextLong() | 1;

  private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[64];
  private int length;

  public void clear() {
    length = 0;
  }

  /** Sets the whole key. */
  public void set(byte[] name) {
    clear();
    reserve(name.length);
    System.arraycopy(name, 0, bytes, 0, name.length);
    length = name.length;
  }

  public void add(long number) {
    reserve(Long.BYTES);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bytes[length++] = (byte) (number >>> shift);
    }
  }

  /** Adds a text with its length, so that two different lists of texts have different bytes. */
  public void add(Bytes text) {
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

  public long hash() {
    return hash(bytes, length);
  }

  /** The hash of a whole key. */
  public static long hash(byte[] name) {
    return hash(name, name.length);
  }

  private static long hash(byte[] bytes, int length) {
    long h = SEED ^ length;
    int at = 0;
    for (; at <= length - Long.BYTES; at += Long.BYTES) {
      h = mix(h ^ (long) WORDS.get(bytes, at));
    }
    long rest = 0;
    for (; at < length; at++) {
      rest = rest << Byte.SIZE | bytes[at] & 0xff;
    }
    h = mix(h ^ rest);
    return h ^ h >>> 32;
  }

  // Both halves of the product count: for one half alone, there are pairs of words that cancel each other for any multiplier.
  private static long mix(long word) {
    return word * MULTIPLIER ^ Math.unsignedMultiplyHigh(word, MULTIPLIER);
  }

  public boolean isEqual(byte[] other) {
    return Arrays.equals(bytes, 0, length, other, 0, other.length);
  }

  public byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }
}
