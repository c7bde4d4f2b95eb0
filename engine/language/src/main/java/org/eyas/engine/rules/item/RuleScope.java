package org.eyas.engine.rules.item;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eyas.engine.field.FieldCatalog;

/** The scope of a rule, from its key {@code scope}: a single host, or the whole fleet. */
public enum RuleScope {
  /** Each host evaluates the rule, on the events of its own sources. */
  HOST,
  /** The fleet job evaluates the rule, on the alerts of all hosts and the audit events of all clusters. */
  FLEET;

  /** The event source of rules for the fleet: the alerts of all hosts. */
  public static final String FLEET_SOURCE = "fleet";
  /** The event source of fleet rules, and of their steps, that evaluate the audit events of all clusters. */
  public static final String FLEET_AUDIT_SOURCE = "fleet k8s_audit";

  private static final String ALERTS = "alerts";
  private static final String AUDIT = "k8s_audit";

  /** The word in a rule file. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<RuleScope> parse(String text) {
    return Arrays.stream(values()).filter(scope -> scope.label().equals(text)).findFirst();
  }

  /** The scope of the rules of a source. */
  public static RuleScope of(String source) {
    return source.equals(FLEET_SOURCE) || source.equals(FLEET_AUDIT_SOURCE) ? FLEET : HOST;
  }

  /**
   * The event source of a rule for the fleet, or of a step.
   *
   * @param key the key {@code source}
   */
  static Optional<String> fleetSource(String key) {
    return switch (key) {
      case ALERTS -> Optional.of(FLEET_SOURCE);
      case AUDIT -> Optional.of(FLEET_AUDIT_SOURCE);
      default -> Optional.empty();
    };
  }

  /** The key {@code source} for an event source. */
  static String sourceKey(String source) {
    return switch (source) {
      case FLEET_SOURCE -> ALERTS;
      case FLEET_AUDIT_SOURCE -> AUDIT;
      default -> source;
    };
  }

  /** The scope in which rules are loaded that can have these sources. */
  public static RuleScope ofSources(Map<String, FieldCatalog> sources) {
    return sources.containsKey(FLEET_SOURCE) ? FLEET : HOST;
  }
}
