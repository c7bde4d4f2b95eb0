package org.eyas.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** The configurations of the control socket and of the audit log, by PID. */
final class ControlConfigs {
  private static final String SOCKET = "eyas.control.socket";

  private ControlConfigs() {}

  /** @param live whether it monitors a host: a replay must not occupy the default socket of the live engine */
  static Map<String, Map<String, Object>> of(ConfigTree tree, boolean live) {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    all.put("org.eyas.audit", Map.of("file", tree.text("eyas.audit.file")));
    boolean elsewhere = !tree.text(SOCKET).equals(tree.defaultText(SOCKET));
    if (tree.flag("eyas.control.enabled") && (live || elsewhere)) {
      all.put("org.eyas.control", Map.of("socket", tree.text(SOCKET)));
    }
    return all;
  }
}
