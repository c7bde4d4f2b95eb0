package org.eyas.testkit;

import java.util.HexFormat;
import org.eyas.api.data.Bytes;

/** Writes a text as a quoted value of a condition. A byte that is not plain becomes {@code \xHH}. */
public final class QuotedBytes {
  private QuotedBytes() {}

  public static String of(Bytes bytes) {
    StringBuilder quoted = new StringBuilder("\"");
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
