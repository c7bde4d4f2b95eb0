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

  /**
   * The string in UTF-8. A lone surrogate from U+DC80 to U+DCFF, which no valid string contains, stands for the byte 0x80 to 0xff: so
   * a string can carry bytes that are no valid UTF-8.
   */
  public static Text of(String string) {
    if (string.isEmpty()) {
      return EMPTY;
    }
    return new Text(hasLoneByte(string) ? withLoneBytes(string) : string.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean hasLoneByte(String string) {
    for (int i = 0; i < string.length(); i++) {
      if (isLoneByte(string, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLoneByte(String string, int at) {
    char c = string.charAt(at);
    return c >= 0xdc80 && c <= 0xdcff && (at == 0 || !Character.isHighSurrogate(string.charAt(at - 1)));
  }

  private static byte[] withLoneBytes(String string) {
    ByteBuilder out = new ByteBuilder(string.length());
    int start = 0;
    for (int i = 0; i < string.length(); i++) {
      if (isLoneByte(string, i)) {
        out.append(string.substring(start, i)).append(string.charAt(i) & 0xff);
        start = i + 1;
      }
    }
    return out.append(string.substring(start)).view().toArray();
  }

  /** Copies an array. */
  public static Text copyOf(byte[] bytes) {
    return copyOf(bytes, 0, bytes.length);
  }

  public static Text copyOf(byte[] bytes, int offset, int length) {
    return length == 0 ? EMPTY : new Text(java.util.Arrays.copyOfRange(bytes, offset, offset + length));
  }
}
