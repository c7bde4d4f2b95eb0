package org.eyas.console.page;

/** Texts of which a page shows only the beginning, such as long command lines; the rest appears on demand. */
public final class TextPreview {
  private static final int SHOWN = 240;

  private TextPreview() {}

  public static boolean isTooLong(String text) {
    return text.length() > SHOWN + SHOWN / 4;
  }

  public static String start(String text) {
    int end = Math.min(SHOWN, text.length());
    boolean splits = end < text.length() && Character.isLowSurrogate(text.charAt(end));
    return text.substring(0, splits ? end - 1 : end);
  }
}
