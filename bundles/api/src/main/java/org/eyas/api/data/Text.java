package org.eyas.api.data;

import java.nio.charset.StandardCharsets;

/** Bytes that never change, fit to be kept, shared and used as a key. */
public final class Text extends Bytes {
  Text(byte[] bytes) {
    super(bytes, 0, bytes.length);
  }

  /** The UTF-8 bytes of a string. */
  public static Text of(String string) {
    return string.isEmpty() ? EMPTY : new Text(string.getBytes(StandardCharsets.UTF_8));
  }

  /** A copy of an array. */
  public static Text copyOf(byte[] bytes) {
    return copyOf(bytes, 0, bytes.length);
  }

  public static Text copyOf(byte[] bytes, int offset, int length) {
    return length == 0 ? EMPTY : new Text(java.util.Arrays.copyOfRange(bytes, offset, offset + length));
  }
}
