package org.eyas.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.config.key.Key;
import org.eyas.config.key.KeyTable;
import org.jspecify.annotations.Nullable;

/**
 * A key of the command line and its value: {@code a.b=v}, {@code a[0].b=v}, {@code a[]=v}; see {@link KeyPath}. If {@code a}
 * is a list, {@code a.b=v} replaces it by keys, as in Falco.
 */
final class KeyOverride {
  private final String text;
  private final String key;
  private final List<KeyPath.Step> path;
  private final Object value;

  private KeyOverride(String text, String key, List<KeyPath.Step> path, Object value) {
    this.text = text;
    this.key = key;
    this.path = path;
    this.value = value;
  }

  /** A value in braces is YAML, and so is a value in brackets if the key takes a list; any other value is a text. */
  static KeyOverride parse(String text) throws ConfigException {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      throw new ConfigException(
          "Error parsing config option \"" + text + "\". Must be of the form key=val or key.subkey=val");
    }
    String key = text.substring(0, equals);
    String written = text.substring(equals + 1);
    List<KeyPath.Step> path = KeyPath.parse(key);
    boolean structured = isIn("{}", written) || isIn("[]", written) && hasList(path);
    Object value = structured ? YamlText.value("-o " + text, written) : written;
    return new KeyOverride(text, key, path, value);
  }

  private static boolean isIn(String braces, String written) {
    return written.startsWith(braces.substring(0, 1)) && written.endsWith(braces.substring(1));
  }

  private static boolean hasList(List<KeyPath.Step> path) {
    Key known = KeyTable.all().key(KeyPath.tableName(path));
    return known != null && known.type().isList();
  }

  /** A key whose path and value are known. */
  static KeyOverride of(String key, List<KeyPath.Step> path, Object value) {
    return new KeyOverride(key, key, path, value);
  }

  static ConfigException wrong(String key, String what) {
    return new ConfigException("Config error at key \"" + key + "\": " + what);
  }

  /** The override as written on the command line. */
  String text() {
    return text;
  }

  /** Whether it names further files, which are read before other overrides apply. */
  boolean namesFiles() {
    return text.startsWith("config_files");
  }

  /** Only this key and its value, as a file that contains nothing else. */
  Map<String, Object> alone() {
    Object inner = value;
    for (KeyPath.Step step : path.reversed()) {
      inner = step instanceof KeyPath.Step.Name name ? mapOf(name.name(), inner) : listOf(inner);
    }
    return childMap(inner);
  }

  private static Map<String, Object> mapOf(String name, Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(name, value);
    return map;
  }

  private static List<Object> listOf(Object value) {
    List<Object> list = new ArrayList<>();
    list.add(value);
    return list;
  }

  /** Copies the built-in list to the root if this override appends to it or changes one of its elements. */
  void seed(Map<String, Object> root, Map<String, Object> defaults) {
    boolean element = path.size() > 1 && !(path.get(1) instanceof KeyPath.Step.Name);
    if (element && path.getFirst() instanceof KeyPath.Step.Name top && !namesFiles()) {
      if (defaults.get(top.name()) instanceof List<?> list) {
        root.putIfAbsent(top.name(), new ArrayList<>(list));
      }
    }
  }

  void apply(Map<String, Object> root) throws ConfigException {
    Object place = root;
    for (int i = 0; i < path.size() - 1; i++) {
      place = descend(place, path.get(i), path.get(i + 1));
    }
    put(place, path.getLast(), value);
  }

  private Object descend(Object place, KeyPath.Step step, KeyPath.Step next) throws ConfigException {
    Object child = child(place, step);
    if (child == null || child == YamlNull.NULL) {
      child = next instanceof KeyPath.Step.Name ? new LinkedHashMap<String, Object>() : new ArrayList<Object>();
      put(place, step, child);
    }
    if (next instanceof KeyPath.Step.Name && child instanceof List) {
      child = new LinkedHashMap<String, Object>();
      put(place, step, child);
    }
    boolean fits = next instanceof KeyPath.Step.Name ? child instanceof Map : child instanceof List;
    if (!fits) {
      boolean named = next instanceof KeyPath.Step.Name;
      throw wrong(key, "'" + shown(step) + (named ? "' is '" + child + "', it has no keys" : "' is not a list"));
    }
    return child;
  }

  private static String shown(KeyPath.Step step) {
    return switch (step) {
      case KeyPath.Step.Name name -> name.name();
      case KeyPath.Step.Index index -> "[" + index.index() + "]";
      case KeyPath.Step.Append append -> "[]";
    };
  }

  private static @Nullable Object child(Object place, KeyPath.Step step) {
    return switch (step) {
      case KeyPath.Step.Name name -> childMap(place).get(name.name());
      case KeyPath.Step.Index index ->
        index.index() < childList(place).size() ? childList(place).get(index.index()) : null;
      case KeyPath.Step.Append append -> null;
    };
  }

  private void put(Object place, KeyPath.Step step, Object value) throws ConfigException {
    switch (step) {
      case KeyPath.Step.Name name -> childMap(place).put(name.name(), value);
      case KeyPath.Step.Append append -> childList(place).add(value);
      case KeyPath.Step.Index index -> set(childList(place), index.index(), value);
    }
  }

  private void set(List<Object> list, int index, Object value) throws ConfigException {
    if (index > list.size()) {
      throw wrong(key, "index " + index + " is after the end of the list, which has " + list.size() + " elements");
    }
    if (index == list.size()) {
      list.add(value);
    } else {
      list.set(index, value);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Object> childList(Object place) {
    return (List<Object>) place;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> childMap(Object place) {
    return (Map<String, Object>) place;
  }
}
