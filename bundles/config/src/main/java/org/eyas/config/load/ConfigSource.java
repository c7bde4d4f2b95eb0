package org.eyas.config.load;

import java.util.Map;
import org.eyas.config.yaml.ConfigException;
import org.eyas.config.yaml.KeyOverride;
import org.eyas.config.yaml.YamlDocument;
import org.jspecify.annotations.Nullable;

/**
 * A file, or an override of the command line, that contains keys.
 *
 * @param name the file, or the override as it was written
 * @param tree its keys and values
 * @param lines see {@link YamlDocument}
 */
record ConfigSource(String name, Map<String, Object> tree, Map<String, Integer> lines) {
  static final String OPTION = "-o ";

  static ConfigSource of(String file, YamlDocument document) {
    return new ConfigSource(file, document.map(), document.lines());
  }

  static ConfigSource of(KeyOverride override) {
    return new ConfigSource(OPTION + override.text(), override.asTree(), Map.of());
  }

  boolean isOption() {
    return name.startsWith(OPTION);
  }

  /** The error that ends the start because this override is invalid. */
  ConfigException refused(String what) {
    return new ConfigException("Error parsing config option \"" + name.substring(OPTION.length()) + "\": " + what);
  }

  boolean has(String path) {
    return valueAt(path) != null;
  }

  /** The value at a dotted path, or null. */
  @Nullable
  Object valueAt(String path) {
    return valueAt(tree, path);
  }

  static @Nullable Object valueAt(Map<String, Object> root, String path) {
    Object value = root;
    for (String key : path.split("\\.")) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return value;
  }

  /** The place of a key: {@code FILE:LINE}, or only the source if its lines are not known. */
  String place(String path) {
    Integer line = lines.get(path);
    return line == null ? name : name + ":" + line;
  }
}
