package org.eyas.engine.query;

import java.util.Comparator;
import java.util.List;

/**
 * A text with wildcards. Each {@code *} stands for any characters; upper and lower case are the same.
 *
 * @param pieces the lower-case texts between the wildcards: {@code a*b} is [a, b], and {@code *} is two empty texts
 */
record TextPattern(List<String> pieces) {
  boolean isExact() {
    return pieces.size() == 1;
  }

  /** Whether the pattern matches the whole text. */
  boolean matches(String text) {
    if (isExact()) {
      return text.length() == pieces.getFirst().length() && CaseFolding.isAt(text, 0, pieces.getFirst());
    }
    String last = pieces.getLast();
    int end = text.length() - last.length();
    int at = CaseFolding.isAt(text, 0, pieces.getFirst()) ? pieces.getFirst().length() : -1;
    for (int i = 1; i < pieces.size() - 1 && at >= 0; i++) {
      at = after(text, at, pieces.get(i));
    }
    return at >= 0 && at <= end && CaseFolding.isAt(text, end, last);
  }

  /** Whether the pattern matches a part of the text. */
  boolean isIn(String text) {
    int at = 0;
    for (int i = 0; i < pieces.size() && at >= 0; i++) {
      at = after(text, at, pieces.get(i));
    }
    return at >= 0;
  }

  private static int after(String text, int from, String piece) {
    int at = CaseFolding.find(text, from, piece);
    return at < 0 ? -1 : at + piece.length();
  }

  /** Lower-case ASCII characters that every matching text contains; empty if none are known. */
  String needle() {
    return pieces.stream().map(CaseFolding::longestAscii).max(Comparator.comparingInt(String::length)).orElse("");
  }
}
