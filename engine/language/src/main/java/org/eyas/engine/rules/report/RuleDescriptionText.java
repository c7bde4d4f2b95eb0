package org.eyas.engine.rules.report;

import java.util.List;
import org.eyas.engine.rules.LoadedRule;

/** Prints rules in two columns, name and description, as {@code -L} does. */
public final class RuleDescriptionText {
  private static final int NAME_WIDTH = 50;
  private static final int INDENT = NAME_WIDTH + 1;
  private static final int LINE_WIDTH = 110;

  private RuleDescriptionText() {}

  /** A table of rules with its heading; ends with a newline. */
  public static String text(List<LoadedRule> rules) {
    StringBuilder out = new StringBuilder();
    row(out, "Rule", "Description");
    row(out, "----", "-----------");
    for (LoadedRule rule : rules) {
      row(out, rule.name(), wrapped(rule.written().description()) + "\n");
    }
    return out.toString();
  }

  private static void row(StringBuilder out, String left, String right) {
    out.append(left).repeat(' ', Math.max(0, NAME_WIDTH - left.length()));
    out.append(' ').append(right).append('\n');
  }

  /** Every word is followed by a space, including the last one. */
  private static String wrapped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 50);
    int length = 0;
    for (String word : text.strip().split("\\s+")) {
      if (length + word.length() + 1 > LINE_WIDTH - INDENT) {
        out.append('\n').repeat(' ', INDENT);
        length = 0;
      }
      out.append(word).append(' ');
      length += word.length() + 1;
    }
    return out.toString();
  }
}
