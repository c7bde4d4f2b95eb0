package org.eyas.driver.ptrace.event;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Parameters as recorded events have them: bytes in hexadecimal. */
public final class Hex {
  public static final String EMPTY = "-";

  private Hex() {}

  /** A number in little-endian bytes. */
  public static String of(long value, int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (value >> 8 * i);
    }
    return HexFormat.of().formatHex(bytes);
  }

  static String of(long value) {
    return of(value, 8);
  }

  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** A text with its zero. */
  public static String text(String text) {
    return of((text + "\0").getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Bytes without a zero. */
  static String bytes(String text) {
    return of(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
