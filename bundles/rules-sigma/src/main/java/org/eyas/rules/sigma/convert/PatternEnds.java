package org.eyas.rules.sigma.convert;

import java.util.ArrayList;
import java.util.List;

/** Changes the ends of patterns for fields whose values have one more character at their end in Eyas than in Sigma. */
final class PatternEnds {
  private PatternEnds() {}

  /** The pattern for a path that ends with a slash. */
  static ValuePattern directory(ValuePattern pattern) {
    boolean open = pattern.parts().isEmpty() || pattern.parts().getLast().isWildcard();
    return open || pattern.parts().getLast().text().endsWith("/") ? pattern : with(pattern, "/");
  }

  /**
   * The patterns for a command line, which ends with a blank if the program has no arguments. A pattern for the end of
   * the command line may have the blank after it. If a blank is the end of the text before a final wildcard, an
   * argument must follow.
   */
  static List<ValuePattern> command(ValuePattern pattern) {
    List<PatternPart> parts = pattern.parts();
    if (parts.isEmpty()) {
      return List.of(pattern);
    }
    if (!parts.getLast().equals(PatternPart.ANY)) {
      return List.of(pattern, with(pattern, " "));
    }
    PatternPart before = parts.size() > 1 ? parts.get(parts.size() - 2) : PatternPart.ANY;
    boolean onlyBlank = !before.isWildcard() && before.text().indexOf(' ') == before.text().length() - 1;
    if (!onlyBlank) {
      return List.of(pattern);
    }
    List<PatternPart> followed = new ArrayList<>(parts);
    followed.add(parts.size() - 1, PatternPart.ONE);
    return List.of(new ValuePattern(followed));
  }

  private static ValuePattern with(ValuePattern pattern, String end) {
    List<PatternPart> parts = new ArrayList<>(pattern.parts());
    boolean literal = !parts.getLast().isWildcard();
    parts.add(PatternPart.literal(literal ? parts.removeLast().text() + end : end));
    return new ValuePattern(parts);
  }
}
