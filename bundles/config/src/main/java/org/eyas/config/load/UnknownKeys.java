package org.eyas.config.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.config.key.KeyNode;
import org.eyas.config.yaml.ConfigMistake;
import org.eyas.schema.check.NearestWord;

/** Finds unknown keys, and the keys that were probably meant. */
final class UnknownKeys {
  private final ConfigSource source;
  private final List<ConfigMistake> found = new ArrayList<>();

  private UnknownKeys(ConfigSource source) {
    this.source = source;
  }

  /** One mistake for each: {@code unknown key 'x' (did you mean 'y'?)}. */
  static List<ConfigMistake> of(ConfigSource source, KeyNode root) {
    UnknownKeys keys = new UnknownKeys(source);
    keys.check("", source.tree(), root);
    return keys.found;
  }

  private static String hint(String wrong, Set<String> known) {
    return NearestWord.of(wrong, known).map(key -> " (did you mean '" + key + "'?)").orElse("");
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
            String hint = hint(String.valueOf(key), known.children().keySet());
            found.add(new ConfigMistake(source.place(full), "unknown key '" + full + "'" + hint));
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
}
