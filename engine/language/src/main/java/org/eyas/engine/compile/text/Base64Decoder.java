package org.eyas.engine.compile.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;

/** Decodes base64 (RFC 4648) with or without padding; unused bits must be zero. */
public final class Base64Decoder {
  private static final byte NONE = -1;
  private static final byte[] VALUES = values();

  private Base64Decoder() {}

  static boolean decode(Bytes text, ByteBuilder out) {
    int end = text.length();
    for (int padding = 0; padding < 2 && end > 0 && text.at(end - 1) == '='; padding++) {
      end--;
    }
    int bits = 0;
    int count = 0;
    for (int i = 0; i < end; i++) {
      int value = VALUES[text.at(i)];
      if (value == NONE) {
        return false;
      }
      bits = (bits << 6 | value) & 0xffff;
      count += 6;
      if (count >= 8) {
        count -= 8;
        out.append(bits >> count & 0xff);
      }
    }
    return count < 6 && (bits & (1 << count) - 1) == 0;
  }

  private static byte[] values() {
    byte[] values = new byte[256];
    Arrays.fill(values, NONE);
    byte[] digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < digits.length; i++) {
      values[digits[i]] = (byte) i;
    }
    return values;
  }
}
