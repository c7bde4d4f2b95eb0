package org.eyas.api.data;

import java.nio.charset.StandardCharsets;

/** Bytes that never change. They can be kept, used by several threads and used as the key of a map. */
public final class Text extends Bytes {
  Text(byte[] bytes) {
    super(bytes, 0, bytes.length);
  }

  /** The string in UTF-8. */
  public static Text of(String string) {
    return string.isEmpty() ? EMPTY : new Text(string.getBytes(StandardCharsets.UTF_8));
  }

  /** Copies an array. */
  public static Text copyOf(byte[] bytes) {
    return copyOf(bytes, 0, bytes.length);
  }

  public static Text copyOf(byte[] bytes, int offset, int length) {
    return length == 0 ? EMPTY : new Text(java.util.Arrays.copyOfRange(bytes, offset, offset + length));
  }
}
