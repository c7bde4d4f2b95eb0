package org.eyas.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** How a running engine is reached by those who change it, and where that is noted. */
final class ControlConfigs {
  private static final String SOCKET = "eyas.control.socket";

  private ControlConfigs() {}

  /** @param live whether it watches a host: a replay must not take the place of the engine that does */
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
