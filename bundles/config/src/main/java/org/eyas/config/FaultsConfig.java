package org.eyas.config;

import java.util.Map;

/** The limits from which on a service of a bundle counts as faulty. */
final class FaultsConfig {
  static final String PID = "org.eyas.faults";

  private FaultsConfig() {}

  static Map<String, Object> of(ConfigTree tree) {
    return Map.of(
        "budget.millis", tree.decimal("eyas.faults.budget_ms"),
        "budget.kilobytes", (long) tree.number("eyas.faults.budget_kb"),
        "limit", tree.number("eyas.faults.limit"),
        "window.seconds", (long) tree.number("eyas.faults.window_s"),
        "policy", tree.text("eyas.faults.policy"));
  }
}
