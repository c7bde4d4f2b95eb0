package org.eyas.enricher.session;

import org.eyas.api.data.ByteBuilder;

/** Writes the name of a terminal, such as pts/3, from its device number as the kernel encodes it. */
final class TerminalName {
  private static final int CONSOLE = 4;
  private static final int FIRST_SERIAL = 64;
  private static final int FIRST_PSEUDO = 136;
  private static final int LAST_PSEUDO = 143;

  private TerminalName() {}

  static void write(long number, ByteBuilder out) {
    long major = number >> 8 & 0xfff;
    long minor = number & 0xff | number >> 12 & 0xfff00;
    if (major >= FIRST_PSEUDO && major <= LAST_PSEUDO) {
      out.append("pts/").appendDecimal((major - FIRST_PSEUDO) * 256 + minor);
    } else if (major == CONSOLE) {
      boolean serial = minor >= FIRST_SERIAL;
      out.append(serial ? "ttyS" : "tty").appendDecimal(serial ? minor - FIRST_SERIAL : minor);
    } else {
      out.appendDecimal(major).append(':').appendDecimal(minor);
    }
  }
}
