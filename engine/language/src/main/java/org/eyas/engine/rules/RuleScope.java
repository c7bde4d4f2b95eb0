package org.eyas.engine.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eyas.engine.field.FieldCatalog;

/** Where a rule is evaluated: the key {@code scope} of a rule. */
public enum RuleScope {
  /** By the engine of each host, on the events of its sources. */
  HOST,
  /** By the job that reads the alerts of all hosts. */
  FLEET;

  /** The only event source of rules for the fleet: the alerts of all hosts. */
  public static final String FLEET_SOURCE = "fleet";

  /** The word in a rule file. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<RuleScope> parse(String text) {
    return Arrays.stream(values()).filter(scope -> scope.label().equals(text)).findFirst();
  }

  /** The scope of the rules of a source. */
  static RuleScope of(String source) {
    return source.equals(FLEET_SOURCE) ? FLEET : HOST;
  }

  /** Where rules are loaded that have these sources. */
  static RuleScope here(Map<String, FieldCatalog> sources) {
    return sources.containsKey(FLEET_SOURCE) ? FLEET : HOST;
  }
}
