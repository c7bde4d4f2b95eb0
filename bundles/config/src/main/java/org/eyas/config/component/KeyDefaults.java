package org.eyas.config.component;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eyas.config.key.KeyDefinition;
import org.eyas.config.key.KeyTable;
import org.eyas.config.yaml.ConfigException;
import org.eyas.config.yaml.YamlReader;

/** The defaults of all keys, as a tree. */
public final class KeyDefaults {
  private KeyDefaults() {}

  /**
   * The defaults of the table.
   *
   * @param whose the profile: the shipped file of Eyas and Falco's code have different defaults
   */
  public static Map<String, Object> of(KeyTable table, DefaultsProfile whose) throws ConfigException {
    Map<String, Object> root = new LinkedHashMap<>();
    for (KeyDefinition key : table.keys()) {
      String written = whose.of(key);
      if (key.isCurrent() && !written.isEmpty() && !key.name().contains("[]")) {
        put(root, key.name(), value(written));
      }
    }
    return root;
  }

  /** The defaults of the keys that an element of a list lacks. */
  static Map<String, Object> ofElement(KeyTable table, String list) {
    String prefix = list + "[].";
    Map<String, Object> root = new LinkedHashMap<>();
    for (KeyDefinition key : table.keys()) {
      if (key.name().startsWith(prefix) && !key.bare().isEmpty()) {
        put(root, key.name().substring(prefix.length()), key.bare().equals("\"\"") ? "" : key.bare());
      }
    }
    return root;
  }

  private static Object value(String written) throws ConfigException {
    return switch (written) {
      case "[]" -> new ArrayList<>();
      case "{}" -> new LinkedHashMap<>();
      case "\"\"" -> "";
      default -> written.startsWith("[") ? YamlReader.value("built-in", written) : written;
    };
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> root, String path, Object value) {
    Map<String, Object> map = root;
    String[] parts = path.split("\\.");
    for (int i = 0; i < parts.length - 1; i++) {
      map = (Map<String, Object>) map.computeIfAbsent(parts[i], key -> new LinkedHashMap<String, Object>());
    }
    map.put(parts[parts.length - 1], value);
  }
}
