package org.eyas.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** How a running engine is reached by those who change it, and where that is noted. */
final class ControlConfigs {
  private ControlConfigs() {}

  static Map<String, Map<String, Object>> of(ConfigTree tree) {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    all.put("org.eyas.audit", Map.of("file", tree.text("eyas.audit.file")));
    return all;
  }
}
