package org.eyas.core.dispatch;

import java.util.List;

/**
 * How alerts of some rules are held back.
 *
 * @param rules names of the rules, in which * stands for any text; empty for all
 * @param keys fields of the alerts: those with other values count apart
 * @param windowNanos how long after the first alert others are counted instead of sent
 * @param mostKeys how many windows may be open at once
 */
public record ThrottleSettings(List<String> rules, List<String> keys, long windowNanos, int mostKeys) {
  public ThrottleSettings {
    rules = List.copyOf(rules);
    keys = List.copyOf(keys);
  }

  boolean covers(String rule) {
    return rules.isEmpty() || rules.stream().anyMatch(pattern -> matches(pattern, rule));
  }

  // The parts between the stars follow each other; the first one begins the name, the last one ends it.
  private static boolean matches(String pattern, String rule) {
    String[] parts = pattern.split("\\*", -1);
    String last = parts[parts.length - 1];
    if (parts.length == 1) {
      return pattern.equals(rule);
    }
    if (!rule.startsWith(parts[0]) || !rule.endsWith(last)) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = rule.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    return at <= rule.length() - last.length();
  }
}
