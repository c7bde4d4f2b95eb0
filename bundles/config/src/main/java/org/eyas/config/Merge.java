package org.eyas.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the keys of an included file meet those that are there (Falco's config_files strategies). */
enum Merge {
  /** Lists grow, other keys are replaced; the default. */
  APPEND,
  /** Every key is replaced. */
  OVERRIDE,
  /** Only keys that are not there yet are taken. */
  ADD_ONLY;

  static Merge named(String name) throws ConfigException {
    return switch (name) {
      case "append", "" -> APPEND;
      case "override" -> OVERRIDE;
      case "add-only" -> ADD_ONLY;
      default ->
          throw new ConfigException("config_files: unknown strategy '" + name + "'; it is append, override or add-only");
    };
  }

  void apply(Map<String, Object> target, Map<String, Object> added) {
    added.forEach((key, value) -> put(target, key, value));
  }

  private void put(Map<String, Object> target, String key, Object value) {
    Object there = target.get(key);
    if (there == null) {
      target.put(key, value);
    } else if (this == APPEND && there instanceof List<?> first && value instanceof List<?> second) {
      List<Object> joined = new ArrayList<>(first);
      joined.addAll(second);
      target.put(key, joined);
    } else if (this != ADD_ONLY) {
      target.put(key, value);
    }
  }

  /** Lays a file's keys over the built-in ones: maps are merged key by key, everything else is replaced. */
  static Map<String, Object> over(Map<String, Object> defaults, Map<String, Object> file) {
    Map<String, Object> merged = new LinkedHashMap<>(defaults);
    file.forEach(
        (key, value) -> {
          if (defaults.get(key) instanceof Map<?, ?> inner && value instanceof Map<?, ?> given) {
            merged.put(key, over(strings(inner), strings(given)));
          } else {
            merged.put(key, value);
          }
        });
    return merged;
  }

  private static Map<String, Object> strings(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }
}
