package org.eyas.engine.rules;

import java.util.Set;

/**
 * One entry of the configuration's {@code rules}: enables or disables rules, in order.
 *
 * @param byTag whether {@code pattern} is a tag; otherwise it is a name in which {@code *} matches any characters
 */
public record RuleSelection(boolean enable, boolean byTag, String pattern) {
  /** Reads {@code enable rule:NAME} and {@code disable tag:TAG}. */
  public static RuleSelection parse(String text) {
    int blank = text.indexOf(' ');
    int colon = text.indexOf(':', blank + 1);
    String kind = blank < 0 || colon < 0 ? "" : text.substring(blank + 1, colon);
    String operation = blank < 0 ? "" : text.substring(0, blank);
    if (!Set.of("rule", "tag").contains(kind) || !Set.of("enable", "disable").contains(operation)) {
      throw new IllegalArgumentException(
          "rules: '" + text + "' is not a selection; write enable or disable, then rule:NAME or tag:TAG");
    }
    return new RuleSelection(operation.equals("enable"), kind.equals("tag"), text.substring(colon + 1));
  }

  /** The reason that a rule selected by this entry is disabled, for people. */
  String reason() {
    return "the configuration's 'rules' disable " + (byTag ? "tag " : "rule ") + pattern;
  }

  boolean selects(String name, Set<String> tags) {
    return byTag ? tags.contains(pattern) : matches(pattern, name);
  }

  /**
   * Whether a name contains the parts of a pattern in their order. As in Falco, only the first occurrence of a part after a
   * star counts.
   */
  static boolean matches(String pattern, String name) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(name);
    }
    if (!name.startsWith(pattern.substring(0, star))) {
      return false;
    }
    int from = star;
    while (from < pattern.length() && pattern.charAt(from) == '*') {
      from++;
    }
    if (from == pattern.length()) {
      return true;
    }
    int end = pattern.indexOf('*', from);
    String part = pattern.substring(from, end < 0 ? pattern.length() : end);
    int found = name.indexOf(part, star);
    return found >= 0
        && matches(end < 0 ? "" : pattern.substring(end), name.substring(found + part.length()));
  }
}
