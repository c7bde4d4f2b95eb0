package org.eyas.engine.field.text;

import org.eyas.api.data.Bytes;

/** Reads numbers in the bytes of a parameter; scap data is little-endian. */
public final class LittleEndian {
  private LittleEndian() {}

  /** An unsigned number of at most 8 bytes; bytes after the end count as zero. */
  public static long number(Bytes bytes, int from, int size) {
    long value = 0;
    for (int i = Math.min(size, bytes.length() - from) - 1; i >= 0; i--) {
      value = value << 8 | bytes.at(from + i);
    }
    return value;
  }

  /** The number, with its highest bit as the sign. */
  public static long signed(Bytes bytes, int from, int size) {
    int unused = 64 - 8 * size;
    return number(bytes, from, size) << unused >> unused;
  }
}
