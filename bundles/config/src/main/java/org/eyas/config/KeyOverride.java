package org.eyas.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A key of the command line: {@code a.b=v}, {@code a[0].b=v}, {@code a[]=v} to append; {@code \.} is a plain dot. */
final class KeyOverride {
  private record Step(String key, int index) {
    static final int NONE = -1;
    static final int APPEND = -2;
  }

  private final List<Step> path;
  private final Object value;

  private KeyOverride(List<Step> path, Object value) {
    this.path = path;
    this.value = value;
  }

  static KeyOverride parse(String text) throws ConfigException {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      throw malformed(text);
    }
    List<Step> path = new ArrayList<>();
    for (String part : text.substring(0, equals).split("(?<!\\\\)\\.")) {
      path.add(step(text, part.replace("\\.", ".")));
    }
    String written = text.substring(equals + 1);
    boolean structured = written.startsWith("{") || written.startsWith("[");
    Object value = structured ? YamlText.value("-o " + text, written) : written;
    return new KeyOverride(path, value == null ? "" : value);
  }

  private static Step step(String text, String part) throws ConfigException {
    int open = part.indexOf('[');
    if (open < 0) {
      return new Step(part, Step.NONE);
    }
    String index = part.substring(open + 1, part.length() - 1);
    if (open == 0 || !part.endsWith("]") || !index.chars().allMatch(Character::isDigit) || index.length() > 6) {
      throw malformed(text);
    }
    return new Step(part.substring(0, open), index.isEmpty() ? Step.APPEND : Integer.parseInt(index));
  }

  private static ConfigException malformed(String text) {
    return new ConfigException(
        "Error parsing config option \"" + text + "\". Must be of the form key=val or key.subkey=val");
  }

  /** The first key: what an unknown one is looked up by. */
  String topKey() {
    return path.getFirst().key();
  }

  void apply(Map<String, Object> root) {
    Map<String, Object> map = root;
    for (int i = 0; i < path.size() - 1; i++) {
      map = descend(map, path.get(i));
    }
    put(map, path.getLast(), value);
  }

  private static Map<String, Object> descend(Map<String, Object> map, Step step) {
    Object next = step.index() == Step.NONE ? map.get(step.key()) : element(list(map, step.key()), step.index());
    Map<String, Object> child = asMap(next);
    if (child == null) {
      child = new LinkedHashMap<>();
      put(map, step, child);
    }
    return child;
  }

  private static void put(Map<String, Object> map, Step step, Object value) {
    if (step.index() == Step.NONE) {
      map.put(step.key(), value);
      return;
    }
    List<Object> list = list(map, step.key());
    if (step.index() == Step.APPEND) {
      list.add(value);
      return;
    }
    while (list.size() <= step.index()) {
      list.add("");
    }
    list.set(step.index(), value);
  }

  private static @Nullable Object element(List<Object> list, int index) {
    return index >= 0 && index < list.size() ? list.get(index) : null;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Map<String, Object> map, String key) {
    if (map.get(key) instanceof List<?> list) {
      return (List<Object>) list;
    }
    List<Object> fresh = new ArrayList<>();
    map.put(key, fresh);
    return fresh;
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Map<String, Object> asMap(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : null;
  }
}
