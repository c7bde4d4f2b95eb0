package org.eyas.config.component;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.config.key.YamlScalar;
import org.jspecify.annotations.Nullable;

/** Converts the entries of {@code append_output} to the form that the engine reads. */
final class AppendOutputEntries {
  private AppendOutputEntries() {}

  static List<Object> of(ConfigTree tree) {
    List<Object> entries = new ArrayList<>();
    for (Object entry : tree.list("append_output")) {
      entries.add(entry(map(entry)));
    }
    return entries;
  }

  private static Map<String, Object> entry(Map<?, ?> given) {
    Map<String, Object> entry = new LinkedHashMap<>();
    Map<String, Object> match = match(map(given.get("match")));
    if (!match.isEmpty()) {
      entry.put("match", match);
    }
    putText("extra_output", given, entry);
    if (given.get("extra_fields") instanceof List<?> fields) {
      entry.put("extra_fields", distinct(fields));
    }
    if (given.get("suggested_output") instanceof String flag && !flag.isEmpty()) {
      entry.put("suggested_output", String.valueOf(Boolean.TRUE.equals(YamlScalar.flag(flag))));
    }
    return entry;
  }

  private static Map<String, Object> match(Map<?, ?> given) {
    Map<String, Object> match = new LinkedHashMap<>();
    putText("source", given, match);
    putText("rule", given, match);
    switch (given.get("tags")) {
      case List<?> tags -> match.put("tags", tags);
      case String tag when !tag.isEmpty() -> match.put("tags", List.of(tag));
      case null, default -> {}
    }
    return match;
  }

  // Falco accepts a plain field twice. A name with two formats is an error, see CrossKeyChecks.
  private static List<Object> distinct(List<?> fields) {
    Set<Object> seen = new LinkedHashSet<>();
    List<Object> kept = new ArrayList<>();
    for (Object field : fields) {
      if (field instanceof Map || seen.add(field)) {
        kept.add(field);
      }
    }
    return kept;
  }

  private static void putText(String key, Map<?, ?> given, Map<String, Object> into) {
    if (given.get(key) instanceof String text && !text.isEmpty()) {
      into.put(key, text);
    }
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
