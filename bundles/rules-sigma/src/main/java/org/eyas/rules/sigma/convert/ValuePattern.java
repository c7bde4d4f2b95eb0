package org.eyas.rules.sigma.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The value of a check on text: parts of text with wildcards between them. Two parts of text never follow each other.
 */
record ValuePattern(List<PatternPart> parts) {
  ValuePattern {
    parts = List.copyOf(parts);
  }

  static ValuePattern literal(String text) {
    return new ValuePattern(text.isEmpty() ? List.of() : List.of(PatternPart.literal(text)));
  }

  /** Reads a value as Sigma writes it. A backslash makes a wildcard, or a backslash, after it an ordinary character. */
  static ValuePattern of(String written) {
    List<PatternPart> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      boolean escapes = c == '\\' && i + 1 < written.length() && "\\*?".indexOf(written.charAt(i + 1)) >= 0;
      if (escapes) {
        text.append(written.charAt(++i));
      } else if (c == '*' || c == '?') {
        finish(text, parts);
        parts.add(c == '*' ? PatternPart.ANY : PatternPart.ONE);
      } else {
        text.append(c);
      }
    }
    finish(text, parts);
    return new ValuePattern(parts);
  }

  private static void finish(StringBuilder text, List<PatternPart> parts) {
    if (!text.isEmpty()) {
      parts.add(PatternPart.literal(text.toString()));
      text.setLength(0);
    }
  }

  boolean hasWildcard() {
    return parts.stream().anyMatch(PatternPart::isWildcard);
  }

  /** The text of a pattern without wildcards. */
  String text() {
    return parts.isEmpty() ? "" : parts.getFirst().text();
  }

  /** The number of characters. */
  int length() {
    return parts.stream().mapToInt(part -> part.text().length()).sum();
  }

  boolean isAnything() {
    return !parts.isEmpty() && parts.stream().allMatch(PatternPart.ANY::equals);
  }

  /** The same pattern with other texts. */
  ValuePattern map(UnaryOperator<String> change) {
    return new ValuePattern(
        parts.stream().map(part -> part.isWildcard() ? part : PatternPart.literal(change.apply(part.text()))).toList());
  }

  /** The pattern with any text before or after it. */
  ValuePattern within(boolean anyBefore, boolean anyAfter) {
    List<PatternPart> all = new ArrayList<>(parts);
    if (anyBefore && (all.isEmpty() || !all.getFirst().equals(PatternPart.ANY))) {
      all.addFirst(PatternPart.ANY);
    }
    if (anyAfter && (all.isEmpty() || !all.getLast().equals(PatternPart.ANY))) {
      all.addLast(PatternPart.ANY);
    }
    return new ValuePattern(all);
  }

  /** A shell pattern of the language. */
  String glob() {
    StringBuilder glob = new StringBuilder();
    for (PatternPart part : parts) {
      glob.append(part.isWildcard() ? part.text() : part.text().replaceAll("[\\\\*?\\[]", "\\\\$0"));
    }
    return glob.toString();
  }
}
