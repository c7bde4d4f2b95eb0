package org.eyas.api.data;

import java.nio.charset.StandardCharsets;

/** Bytes that never change. They can be kept, used by several threads and used as the key of a map. */
public final class Text extends Bytes {
  /** No value. Every comparison with it is false. */
  public static final Text ABSENT = new Text(new byte[0]);

  /** No value yet, because an enricher is still looking it up. Conditions treat it as {@link #ABSENT}. */
  public static final Text PENDING = new Text(new byte[0]);

  /** A present value of length 0. */
  public static final Text EMPTY = new Text(new byte[0]);

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
