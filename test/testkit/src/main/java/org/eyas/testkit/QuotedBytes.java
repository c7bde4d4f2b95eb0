package org.eyas.testkit;

import java.util.HexFormat;
import org.eyas.api.data.Text;

/** Writes a text as a quoted value of a condition. A byte that is not plain becomes {@code \xHH}. */
public final class QuotedBytes {
  private QuotedBytes() {}

  /** @param text may carry bytes that are no valid UTF-8, see {@link Text#of} */
  public static String of(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    Text bytes = Text.of(text);
    for (int i = 0; i < bytes.length(); i++) {
      int b = bytes.at(i);
      if (b > ' ' && b < 0x7f && b != '"' && b != '\\') {
        quoted.append((char) b);
      } else {
        quoted.append("\\x").append(HexFormat.of().toHexDigits((byte) b));
      }
    }
    return quoted.append('"').toString();
  }
}
