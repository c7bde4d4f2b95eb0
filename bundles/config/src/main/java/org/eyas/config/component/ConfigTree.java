package org.eyas.config.component;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eyas.config.key.YamlScalar;
import org.eyas.config.yaml.YamlNull;
import org.jspecify.annotations.Nullable;

/**
 * A configuration as nested maps and lists of texts: the values of the files and of the command line, and the defaults of
 * all other keys.
 *
 * <p>A value of the wrong type reads as the default; {@code KeyChecks} has reported it by then.
 */
public final class ConfigTree {
  /** Without any key. */
  public static final ConfigTree EMPTY = new ConfigTree(Map.of(), Map.of());

  private final Map<String, Object> given;
  private final Map<String, Object> defaults;

  public ConfigTree(Map<String, Object> given, Map<String, Object> defaults) {
    this.given = given;
    this.defaults = defaults;
  }

  /** The values that the user gave, without any default. */
  public Map<String, Object> root() {
    return given;
  }

  /** Whether the user gave a key, also if it has no value. */
  public boolean isGiven(String path) {
    return value(given, path) != null;
  }

  /** The value at a dotted path, or null. */
  @Nullable
  public Object valueAt(String path) {
    Object value = value(given, path);
    return value == null || value == YamlNull.NULL ? value(defaults, path) : value;
  }

  private static @Nullable Object value(Map<String, Object> root, String path) {
    Object value = root;
    for (String key : path.split("\\.")) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return value;
  }

  /** The text at a path; empty if there is none. */
  public String text(String path) {
    return valueAt(path) instanceof String text ? text : "";
  }

  /** The default text of a key. */
  String defaultText(String path) {
    return value(defaults, path) instanceof String text ? text : "";
  }

  public boolean flag(String path) {
    Boolean given = text(path).isEmpty() ? null : YamlScalar.flag(text(path));
    return given != null ? given : defaultText(path).equals("true");
  }

  /** The whole number at a path, at most the greatest int. */
  public int number(String path) {
    Long given = YamlScalar.whole(text(path));
    long number = Objects.requireNonNullElse(given, Objects.requireNonNullElse(YamlScalar.whole(defaultText(path)), 0L));
    return Math.clamp(number, 0, Integer.MAX_VALUE);
  }

  double decimal(String path) {
    Double given = YamlScalar.decimal(text(path));
    return Objects.requireNonNullElse(given, Objects.requireNonNullElse(YamlScalar.decimal(defaultText(path)), 0.0));
  }

  /** The list at a path; a single value counts as a list of one; empty if there is none. */
  public List<Object> list(String path) {
    Object value = isGiven(path) ? value(given, path) : value(defaults, path);
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    return value instanceof String text && !text.isEmpty() ? List.of(text) : List.of();
  }

  public List<String> texts(String path) {
    List<String> texts = new ArrayList<>();
    for (Object value : list(path)) {
      if (value instanceof String text) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** The map at a path; empty if there is none. */
  public Map<String, Object> map(String path) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (valueAt(path) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    }
    return copy;
  }

  /** The entries of the map at a path, each as its name, the separator and its value. */
  String[] pairs(String path, String separator) {
    List<String> pairs = new ArrayList<>();
    map(path).forEach((name, value) -> pairs.add(name + separator + value));
    return pairs.toArray(String[]::new);
  }

  /** The scalars of a section: those that were given, and the defaults of the others. Flags are true or false. */
  Map<String, String> section(String path) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (value(defaults, path) instanceof Map<?, ?> map) {
      for (Object key : map.keySet()) {
        String text = text(path + "." + key);
        Boolean flag = text.isEmpty() ? null : YamlScalar.flag(text);
        texts.put(String.valueOf(key), flag == null ? text : flag.toString());
      }
    }
    return texts;
  }
}
