package org.eyas.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.config.key.KeyNode;
import org.eyas.schema.check.Nearest;

/** Finds keys that the table does not have, and what was meant by them. */
final class UnknownKeys {
  private final ConfigSource source;
  private final List<String> warnings = new ArrayList<>();

  private UnknownKeys(ConfigSource source) {
    this.source = source;
  }

  /** One warning for each: {@code FILE:LINE: unknown key 'x' (did you mean 'y'?)}. */
  static List<String> of(ConfigSource source, KeyNode root) {
    UnknownKeys keys = new UnknownKeys(source);
    keys.check("", source.tree(), root);
    return keys.warnings;
  }

  private static String hint(String wrong, Set<String> known) {
    return Nearest.of(wrong, known).map(key -> " (did you mean '" + key + "'?)").orElse("");
  }

  private void check(String path, Map<?, ?> given, KeyNode known) {
    if (known.isFree()) {
      return;
    }
    given.forEach(
        (key, value) -> {
          String full = path.isEmpty() ? String.valueOf(key) : path + "." + key;
          KeyNode child = known.children().get(String.valueOf(key));
          if (child == null) {
            warnings.add(
                place(full) + ": unknown key '" + full + "'"
                    + hint(String.valueOf(key), known.children().keySet()));
          } else {
            checkInside(full, value, child);
          }
        });
  }

  private void checkInside(String path, Object value, KeyNode known) {
    KeyNode element = known.element();
    if (value instanceof Map<?, ?> map) {
      check(path, map, element == null ? known : element);
    }
    if (value instanceof List<?> list && element != null) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) instanceof Map<?, ?> map) {
          check(path + "[" + i + "]", map, element);
        }
      }
    }
  }

  private String place(String path) {
    return source.isOption() ? "-o" : source.place(path);
  }
}
