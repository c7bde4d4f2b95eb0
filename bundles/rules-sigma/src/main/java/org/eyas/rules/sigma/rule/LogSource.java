package org.eyas.rules.sigma.rule;

import java.util.ArrayList;
import java.util.List;

/** The kind of events to which a Sigma rule applies. Parts that the rule does not name are empty. */
public record LogSource(String product, String category, String service) {
  /** The parts that the rule names: {@code product linux, category process_creation}. */
  public String label() {
    List<String> parts = new ArrayList<>();
    add(parts, "product", product);
    add(parts, "category", category);
    add(parts, "service", service);
    return parts.isEmpty() ? "without product, category and service" : String.join(", ", parts);
  }

  private static void add(List<String> parts, String what, String name) {
    if (!name.isEmpty()) {
      parts.add(what + " " + name);
    }
  }
}
