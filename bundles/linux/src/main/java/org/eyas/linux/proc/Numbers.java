package org.eyas.linux.proc;

/** Numbers in texts of the kernel, of which a file that vanished leaves nothing or a part. */
final class Numbers {
  private Numbers() {}

  static long decimalOr(String text, long otherwise) {
    return parse(text, 10, otherwise);
  }

  static long octalOr(String text, long otherwise) {
    return parse(text, 8, otherwise);
  }

  private static long parse(String text, int radix, long otherwise) {
    try {
      return Long.parseLong(text, radix);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
