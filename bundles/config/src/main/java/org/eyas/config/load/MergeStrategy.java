package org.eyas.config.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the top-level keys of an included file are merged with those that are already set (Falco's config_files strategies).
 */
enum MergeStrategy {
  /** Lists grow, other keys are replaced; the default. */
  APPEND,
  /** Every key is replaced. */
  OVERRIDE,
  /** Only keys that are not set yet are added. */
  ADD_ONLY;

  /** The strategy of a name. An unknown name means append, as in Falco, and the file that has it violates the schema. */
  static MergeStrategy named(String name) {
    return switch (name) {
      case "override" -> OVERRIDE;
      case "add-only" -> ADD_ONLY;
      default -> APPEND;
    };
  }

  void apply(Map<String, Object> target, Map<String, Object> added) {
    added.forEach((key, value) -> put(target, key, value));
  }

  private void put(Map<String, Object> target, String key, Object value) {
    if (!target.containsKey(key)) {
      target.put(key, value);
    } else if (this == APPEND && value instanceof List<?> second) {
      List<Object> joined = elements(target.get(key));
      joined.addAll(second);
      target.put(key, joined);
    } else if (this != ADD_ONLY) {
      target.put(key, value);
    }
  }

  // A single value counts as a list of one, as everywhere.
  private static List<Object> elements(@Nullable Object there) {
    return switch (there) {
      case List<?> list -> new ArrayList<>(list);
      case String text -> new ArrayList<>(List.of(text));
      case null, default -> new ArrayList<>();
    };
  }
}
