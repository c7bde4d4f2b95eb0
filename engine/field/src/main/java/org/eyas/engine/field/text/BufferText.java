package org.eyas.engine.field.text;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;

/**
 * Prints buffers for alerts: printable ASCII characters are unchanged, any other byte becomes a dot. If
 * {@code buffer_format_base64} is set, the whole buffer is printed in base64. The setting applies to the whole process.
 */
public final class BufferText {
  /** The number of characters of a field that are printed: as many as Falco fills of its buffer of 1024 bytes. */
  public static final int FIELD_LIMIT = 1021;

  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private static volatile boolean base64;

  private BufferText() {}

  /** Sets how buffers are printed from now on. */
  public static void printInBase64(boolean chosen) {
    base64 = chosen;
  }

  /** Appends at most {@code limit} characters; in base64 the whole buffer, because a part of it could not be decoded. */
  public static void append(Bytes buffer, int limit, ByteBuilder out) {
    if (base64) {
      appendBase64(buffer, out);
      return;
    }
    int length = Math.min(buffer.length(), limit);
    for (int i = 0; i < length; i++) {
      int b = buffer.at(i);
      out.append(b >= 0x20 && b < 0x7f ? b : '.');
    }
  }

  private static void appendBase64(Bytes buffer, ByteBuilder out) {
    int length = buffer.length();
    for (int i = 0; i < length; i += 3) {
      int bits = buffer.at(i) << 16 | at(buffer, i + 1) << 8 | at(buffer, i + 2);
      out.append(DIGITS.charAt(bits >> 18));
      out.append(DIGITS.charAt(bits >> 12 & 63));
      out.append(i + 1 < length ? DIGITS.charAt(bits >> 6 & 63) : '=');
      out.append(i + 2 < length ? DIGITS.charAt(bits & 63) : '=');
    }
  }

  private static int at(Bytes buffer, int index) {
    return index < buffer.length() ? buffer.at(index) : 0;
  }
}
