package org.eyas.engine.field.text;

import org.eyas.api.data.Bytes;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.engine.text.Utf8Sanitizer;
import org.eyas.engine.text.Utf8Sequence;

/**
 * Prints bytes for alerts as valid UTF-8: every invalid sequence becomes U+FFFD, once for its longest valid beginning (Unicode 3.9).
 * Up to Falco 0.44 control characters and noncharacters become U+FFFD, too.
 */
public final class PrintableText {
  private static final char REPLACEMENT = '\uFFFD';

  private PrintableText() {}

  /** Appends bytes as Falco 0.44 prints them. */
  public static void append(Bytes bytes, StringBuilder out) {
    append(bytes, FalcoVersion.V0_44, out);
  }

  public static void append(Bytes bytes, FalcoVersion version, StringBuilder out) {
    if (isPlain(bytes)) {
      out.append(bytes);
      return;
    }
    if (version.keepsBytes()) {
      Utf8Sanitizer.append(bytes, out);
      return;
    }
    for (int i = 0; i < bytes.length();) {
      int measured = Utf8Sequence.measure(bytes, i);
      if (measured > 0) {
        out.appendCodePoint(Utf8Sequence.codePoint(bytes, i, measured));
      } else {
        out.append(REPLACEMENT);
      }
      i += Math.abs(measured);
    }
  }

  /** Whether all bytes are printable ASCII characters, as in nearly all texts. */
  public static boolean isPlain(Bytes bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      int b = bytes.at(i);
      if (b < 0x20 || b > 0x7e) {
        return false;
      }
    }
    return true;
  }
}
