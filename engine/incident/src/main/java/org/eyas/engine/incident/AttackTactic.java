package org.eyas.engine.incident;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A tactic of MITRE ATT&amp;CK for enterprises, with the tag by which Falco's rules name it. The order is ATT&amp;CK's, which an
 * attack often follows; it is for people, and nothing is decided by it but which of two tactics says more.
 */
enum AttackTactic {
  DISCOVERY,
  EXECUTION,
  RECONNAISSANCE,
  RESOURCE_DEVELOPMENT,
  INITIAL_ACCESS,
  PERSISTENCE,
  PRIVILEGE_ESCALATION,
  DEFENSE_EVASION,
  CREDENTIAL_ACCESS,
  LATERAL_MOVEMENT,
  COLLECTION,
  COMMAND_AND_CONTROL,
  EXFILTRATION,
  IMPACT;

  private static final String PREFIX = "mitre_";

  /** The tag of rules: {@code mitre_credential_access}. */
  String tag() {
    return PREFIX + name().toLowerCase(Locale.ROOT);
  }

  /** The name for people: {@code credential access}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether ordinary work does the same all day: such steps alone do not show an attack. */
  boolean isOrdinary() {
    return this == DISCOVERY || this == EXECUTION;
  }

  /**
   * The tactic that tags name; null if they name none. One event serves one tactic, so of several it is the last one: each of them
   * says more than discovery and execution.
   */
  static @Nullable AttackTactic of(Collection<String> tags) {
    AttackTactic found = null;
    for (AttackTactic tactic : values()) {
      found = tags.contains(tactic.tag()) ? tactic : found;
    }
    return found;
  }
}
