package org.eyas.config.falco;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.config.component.ReplacedPlugins;
import org.eyas.config.yaml.ConfigException;
import org.eyas.config.yaml.YamlEditor;
import org.eyas.config.yaml.YamlLineWriter;
import org.jspecify.annotations.Nullable;

/** The plugins of an imported configuration: those that Eyas replaces stay loaded, the others are not. */
final class FalcoPlugins {
  private final Map<String, List<String>> loadedBy = new LinkedHashMap<>();
  private final Set<String> configured = new LinkedHashSet<>();

  /** Reads the keys of one configuration file. */
  void add(String file, Map<String, Object> keys) {
    if (keys.get("plugins") instanceof List<?> plugins) {
      plugins.forEach(plugin -> addName(plugin instanceof Map<?, ?> map ? map.get("name") : null, configured));
    }
    if (keys.containsKey("load_plugins")) {
      Set<String> names = new LinkedHashSet<>();
      if (keys.get("load_plugins") instanceof List<?> loaded) {
        loaded.forEach(name -> addName(name, names));
      }
      loadedBy.put(file, List.copyOf(names));
    }
  }

  private static void addName(@Nullable Object name, Set<String> names) {
    if (name instanceof String text && !text.isEmpty()) {
      names.add(text);
    }
  }

  /** The plugins that Falco loads and Eyas does not have. */
  List<String> missing() {
    List<String> loaded = new ArrayList<>(loadedBy.isEmpty() ? configured : new LinkedHashSet<>());
    loadedBy.values().forEach(loaded::addAll);
    return loaded.stream().distinct().filter(name -> !isThere(name)).toList();
  }

  /** The text of a configuration file, changed so that it loads only plugins that Eyas has. */
  String withoutMissing(String file, String text) throws ConfigException {
    List<String> loaded = loadedBy.get(file);
    if (loaded == null && loadedBy.isEmpty() && file.equals(FalcoFolder.MAIN)) {
      loaded = List.copyOf(configured);
    }
    if (loaded == null || loaded.stream().allMatch(FalcoPlugins::isThere)) {
      return text;
    }
    return YamlEditor.withKey(text, "load_plugins", YamlLineWriter.of(loaded.stream().filter(FalcoPlugins::isThere).toList()));
  }

  /** The first plugin that a rules file requires and that Eyas does not have; empty if there is none. */
  static String missingFor(Object rules) {
    for (Object item : list(rules)) {
      for (Object required : item instanceof Map<?, ?> map ? list(map.get("required_plugin_versions")) : List.of()) {
        if (required instanceof Map<?, ?> plugin && !isSatisfied(plugin)) {
          return String.valueOf(plugin.get("name"));
        }
      }
    }
    return "";
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static boolean isSatisfied(Map<?, ?> requirement) {
    return isThere(requirement.get("name"))
        || list(requirement.get("alternatives")).stream()
            .anyMatch(other -> other instanceof Map<?, ?> plugin && isThere(plugin.get("name")));
  }

  private static boolean isThere(@Nullable Object name) {
    return name != null && ReplacedPlugins.NAMES.contains(name);
  }
}
