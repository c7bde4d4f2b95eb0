package org.eyas.rules.sigma.convert;

import java.util.ArrayList;
import java.util.List;

/** Changes the ends of patterns for fields whose values have one more character at their end in Eyas than in Sigma. */
final class LineEnds {
  private LineEnds() {}

  /** The pattern for a path that ends with a slash. */
  static Pattern directory(Pattern pattern) {
    boolean open = pattern.parts().isEmpty() || pattern.parts().getLast().isWildcard();
    return open || pattern.parts().getLast().text().endsWith("/") ? pattern : with(pattern, "/");
  }

  /**
   * The patterns for a command line, which ends with a blank if the program has no arguments. A pattern for the end of
   * the command line may have the blank after it. If a blank is the end of the text before a final wildcard, an
   * argument must follow.
   */
  static List<Pattern> command(Pattern pattern) {
    List<Part> parts = pattern.parts();
    if (parts.isEmpty()) {
      return List.of(pattern);
    }
    if (!parts.getLast().equals(Part.ANY)) {
      return List.of(pattern, with(pattern, " "));
    }
    Part before = parts.size() > 1 ? parts.get(parts.size() - 2) : Part.ANY;
    boolean onlyBlank = !before.isWildcard() && before.text().indexOf(' ') == before.text().length() - 1;
    if (!onlyBlank) {
      return List.of(pattern);
    }
    List<Part> followed = new ArrayList<>(parts);
    followed.add(parts.size() - 1, Part.ONE);
    return List.of(new Pattern(followed));
  }

  private static Pattern with(Pattern pattern, String end) {
    List<Part> parts = new ArrayList<>(pattern.parts());
    boolean literal = !parts.getLast().isWildcard();
    parts.add(Part.literal(literal ? parts.removeLast().text() + end : end));
    return new Pattern(parts);
  }
}
