package org.eyas.config.component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.config.yaml.ConfigException;

/** Configurations of third-party bundles: {@code eyas.components}, entries with {@code pid} and {@code config}. */
final class ThirdPartyConfigs {
  private static final String OURS = "org.eyas.";

  private ThirdPartyConfigs() {}

  static Map<String, Map<String, Object>> of(ConfigTree tree) throws ConfigException {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    for (Object entry : tree.list("eyas.components")) {
      Map<?, ?> map = entry instanceof Map<?, ?> given ? given : Map.of();
      String pid = map.get("pid") instanceof String text ? text : "";
      if (pid.isEmpty()) {
        throw new ConfigException("configuration key 'eyas.components': an entry has no pid; name the component's PID");
      }
      if (pid.startsWith(OURS)) {
        throw new ConfigException(
            "configuration key 'eyas.components': " + pid + " belongs to Eyas, which has its own keys for it");
      }
      if (all.put(pid, properties(pid, map.get("config") instanceof Map<?, ?> given ? given : Map.of())) != null) {
        throw new ConfigException("configuration key 'eyas.components': " + pid + " occurs twice");
      }
    }
    return all;
  }

  // Texts and lists of texts: Declarative Services converts them to the numbers and flags of a component's typed
  // configuration.
  private static Map<String, Object> properties(String pid, Map<?, ?> config) throws ConfigException {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : config.entrySet()) {
      properties.put(String.valueOf(entry.getKey()), property(pid, entry.getKey(), entry.getValue()));
    }
    return properties;
  }

  private static Object property(String pid, Object key, Object value) throws ConfigException {
    if (value instanceof String) {
      return value;
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.toArray(String[]::new);
    }
    throw new ConfigException(
        "configuration key 'eyas.components': " + key + " of " + pid + " must be a text or a list of texts");
  }
}
