package org.eyas.engine.query;

/** Converts letters to lower case, because queries ignore case. */
final class CaseFolding {
  private static final int ASCII = 128;

  private CaseFolding() {}

  // No letter outside of ASCII becomes a letter of ASCII, so that texts can be searched as bytes.
  static char lower(char letter) {
    if (letter < ASCII) {
      return letter >= 'A' && letter <= 'Z' ? (char) (letter + ('a' - 'A')) : letter;
    }
    char lower = Character.toLowerCase(letter);
    return lower < ASCII ? letter : lower;
  }

  static String lower(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      lower.append(lower(text.charAt(i)));
    }
    return lower.toString();
  }

  /** Whether a text has these lower-case letters at a place. */
  static boolean isAt(String text, int at, String lower) {
    if (at < 0 || at + lower.length() > text.length()) {
      return false;
    }
    for (int i = 0; i < lower.length(); i++) {
      if (lower(text.charAt(at + i)) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The first place of these lower-case letters from a place on; negative if there is none. */
  static int find(String text, int from, String lower) {
    for (int at = from; at + lower.length() <= text.length(); at++) {
      if (isAt(text, at, lower)) {
        return at;
      }
    }
    return -1;
  }

  /** The longest part of a lower-case text that consists of ASCII characters. */
  static String longestAscii(String lower) {
    String longest = "";
    int start = 0;
    for (int i = 0; i <= lower.length(); i++) {
      if (i == lower.length() || lower.charAt(i) >= ASCII) {
        longest = i - start > longest.length() ? lower.substring(start, i) : longest;
        start = i + 1;
      }
    }
    return longest;
  }
}
