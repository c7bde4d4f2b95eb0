package org.eyas.engine.pushdown;

import java.util.Locale;

/** Prints numbers in sentences. */
final class NumeralText {
  private NumeralText() {}

  static String of(long number, String noun) {
    return of(number, noun, noun + "s");
  }

  static String of(long number, String one, String several) {
    return plain(number) + " " + (number == 1 ? one : several);
  }

  /** "5 of 20 events (25.0 %)". */
  static String share(long part, long whole) {
    double percent = whole == 0 ? 0 : 100.0 * part / whole;
    return plain(part) + " of " + of(whole, "event") + String.format(Locale.ROOT, " (%.1f %%)", percent);
  }

  private static String plain(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
