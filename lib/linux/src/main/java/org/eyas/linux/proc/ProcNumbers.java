package org.eyas.linux.proc;

/** Parses numbers in files of /proc. If a process ends while its file is read, the text may be empty or truncated. */
final class ProcNumbers {
  private ProcNumbers() {}

  /** Whether a text consists of digits. True for an empty text. */
  static boolean areDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

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
