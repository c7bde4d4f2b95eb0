package org.eyas.rules.sigma.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The value of a check on text: parts of text with wildcards between them. Two parts of text never follow each other.
 */
record Pattern(List<Part> parts) {
  Pattern {
    parts = List.copyOf(parts);
  }

  static Pattern literal(String text) {
    return new Pattern(text.isEmpty() ? List.of() : List.of(Part.literal(text)));
  }

  /** Reads a value as Sigma writes it. A backslash makes a wildcard, or a backslash, after it an ordinary character. */
  static Pattern of(String written) {
    List<Part> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      boolean escapes = c == '\\' && i + 1 < written.length() && "\\*?".indexOf(written.charAt(i + 1)) >= 0;
      if (escapes) {
        text.append(written.charAt(++i));
      } else if (c == '*' || c == '?') {
        finish(text, parts);
        parts.add(c == '*' ? Part.ANY : Part.ONE);
      } else {
        text.append(c);
      }
    }
    finish(text, parts);
    return new Pattern(parts);
  }

  private static void finish(StringBuilder text, List<Part> parts) {
    if (!text.isEmpty()) {
      parts.add(Part.literal(text.toString()));
      text.setLength(0);
    }
  }

  boolean hasWildcard() {
    return parts.stream().anyMatch(Part::isWildcard);
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
    return !parts.isEmpty() && parts.stream().allMatch(Part.ANY::equals);
  }

  /** The same pattern with other texts. */
  Pattern map(UnaryOperator<String> change) {
    return new Pattern(parts.stream().map(part -> part.isWildcard() ? part : Part.literal(change.apply(part.text()))).toList());
  }

  /** The pattern with any text before or after it. */
  Pattern within(boolean anyBefore, boolean anyAfter) {
    List<Part> all = new ArrayList<>(parts);
    if (anyBefore && (all.isEmpty() || !all.getFirst().equals(Part.ANY))) {
      all.addFirst(Part.ANY);
    }
    if (anyAfter && (all.isEmpty() || !all.getLast().equals(Part.ANY))) {
      all.addLast(Part.ANY);
    }
    return new Pattern(all);
  }

  /** A shell pattern of the language. */
  String glob() {
    StringBuilder glob = new StringBuilder();
    for (Part part : parts) {
      glob.append(part.isWildcard() ? part.text() : part.text().replaceAll("[\\\\*?\\[]", "\\\\$0"));
    }
    return glob.toString();
  }
}
