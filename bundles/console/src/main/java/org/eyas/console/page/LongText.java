package org.eyas.console.page;

/** Texts of which a page shows only the beginning, such as long command lines; the rest appears on demand. */
final class LongText {
  private static final int SHOWN = 240;

  private LongText() {}

  static boolean is(String text) {
    return text.length() > SHOWN + SHOWN / 4;
  }

  static String start(String text) {
    int end = Math.min(SHOWN, text.length());
    boolean splits = end < text.length() && Character.isLowSurrogate(text.charAt(end));
    return text.substring(0, splits ? end - 1 : end);
  }
}
