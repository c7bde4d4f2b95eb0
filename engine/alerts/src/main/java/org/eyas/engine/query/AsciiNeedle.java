package org.eyas.engine.query;

import java.nio.charset.StandardCharsets;

/** Finds lower-case ASCII characters in bytes, in upper or lower case. Immutable. */
final class AsciiNeedle {
  private static final int CASE = 'a' - 'A';

  private final byte[] lower;

  private AsciiNeedle(byte[] lower) {
    this.lower = lower;
  }

  static AsciiNeedle of(String lower) {
    return new AsciiNeedle(lower.getBytes(StandardCharsets.US_ASCII));
  }

  boolean isIn(byte[] bytes, int start, int end) {
    byte first = lower[0];
    byte firstUpper = first >= 'a' && first <= 'z' ? (byte) (first - CASE) : first;
    for (int at = start; at <= end - lower.length; at++) {
      if ((bytes[at] == first || bytes[at] == firstUpper) && isAt(bytes, at)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAt(byte[] bytes, int at) {
    for (int i = 1; i < lower.length; i++) {
      byte found = bytes[at + i];
      if ((found >= 'A' && found <= 'Z' ? found + CASE : found) != lower[i]) {
        return false;
      }
    }
    return true;
  }
}
