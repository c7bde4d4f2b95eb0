package org.eyas.engine.dispatch;

import java.util.List;

/**
 * The settings for throttling the alerts of some rules.
 *
 * @param rules names of the rules, in which * stands for any text; empty for all rules
 * @param keys fields of the alerts; alerts with different values of these fields are counted separately
 * @param windowNanos the time after the first alert in which further alerts are counted instead of sent
 * @param mostKeys maximum number of open windows
 */
public record ThrottleSettings(List<String> rules, List<String> keys, long windowNanos, int mostKeys) {
  public ThrottleSettings {
    rules = List.copyOf(rules);
    keys = List.copyOf(keys);
  }

  boolean covers(String rule) {
    return rules.isEmpty() || rules.stream().anyMatch(pattern -> matches(pattern, rule));
  }

  // The parts between the stars follow in order; the name begins with the first part and ends with the last.
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
