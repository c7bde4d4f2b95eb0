package org.eyas.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** The configuration of the web console, by PID; empty if it is disabled. */
final class ConsoleConfig {
  static final String ENABLED = "eyas.console.enabled";

  private static final String PID = "org.eyas.console";

  private ConsoleConfig() {}

  static Map<String, Map<String, Object>> of(ConfigTree tree) {
    if (!tree.flag(ENABLED)) {
      return Map.of();
    }
    Map<String, Object> console = new LinkedHashMap<>();
    console.put("address", tree.text("eyas.console.address"));
    console.put("port", tree.number("eyas.console.port"));
    console.put("certificate", tree.text("eyas.console.certificate"));
    console.put("accounts", tree.text("eyas.console.accounts"));
    console.put("may.set.programs", tree.flag("eyas.console.may_set_programs"));
    console.put("idle.minutes", tree.number("eyas.console.idle_minutes"));
    console.put("session.hours", tree.number("eyas.console.session_hours"));
    return Map.of(PID, console);
  }
}
