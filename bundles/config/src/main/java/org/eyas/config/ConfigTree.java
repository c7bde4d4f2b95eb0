package org.eyas.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A configuration as nested maps and lists of texts: what stood in the files, with nothing interpreted.
 *
 * <p>A value is a {@code Map<String, Object>}, a {@code List<Object>}, or the text of a scalar.
 */
final class ConfigTree {
  private final Map<String, Object> root;

  ConfigTree(Map<String, Object> root) {
    this.root = root;
  }

  Map<String, Object> root() {
    return root;
  }

  /** The value at a dotted path, or null. */
  @Nullable Object at(String path) {
    Object value = root;
    for (String key : path.split("\\.")) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return value;
  }

  /** The text at a path; empty where there is none. */
  String text(String path) {
    return at(path) instanceof String text ? text : "";
  }

  boolean flag(String path) throws ConfigException {
    String text = text(path);
    return switch (text) {
      case "true", "True", "TRUE", "yes", "on", "y" -> true;
      case "false", "False", "FALSE", "no", "off", "n", "" -> false;
      default -> throw new ConfigException("configuration key '" + path + "' must be true or false, not '" + text + "'");
    };
  }

  int number(String path) throws ConfigException {
    try {
      return Integer.parseInt(text(path));
    } catch (NumberFormatException e) {
      throw new ConfigException("configuration key '" + path + "' must be a whole number, not '" + text(path) + "'");
    }
  }

  /** The list at a path; a single value counts as a list of one; empty where there is none. */
  List<Object> list(String path) {
    Object value = at(path);
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    return value instanceof String text && !text.isEmpty() ? List.of(text) : List.of();
  }

  List<String> texts(String path) {
    List<String> texts = new ArrayList<>();
    for (Object value : list(path)) {
      if (value instanceof String text) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** The map at a path; empty where there is none. */
  Map<String, Object> map(String path) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (at(path) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    }
    return copy;
  }
}
