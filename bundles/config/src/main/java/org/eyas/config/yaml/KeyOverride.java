package org.eyas.config.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.config.key.KeyDefinition;
import org.eyas.config.key.KeyTable;

/**
 * A key of the command line and its value: {@code a.b=v}, {@code a[0].b=v}, {@code a[]=v}; see {@link KeyPath}. If {@code a}
 * is a list, {@code a.b=v} replaces it by keys, as in Falco.
 */
public final class KeyOverride {
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
  public static KeyOverride parse(String text) throws ConfigException {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      throw new ConfigException(
          "Error parsing config option \"" + text + "\". Must be of the form key=val or key.subkey=val");
    }
    String key = text.substring(0, equals);
    String written = text.substring(equals + 1);
    List<KeyPath.Step> path = KeyPath.parse(key);
    boolean structured = isIn("{}", written) || isIn("[]", written) && hasList(path);
    Object value = structured ? YamlReader.value("-o " + text, written) : written;
    return new KeyOverride(text, key, path, value);
  }

  private static boolean isIn(String braces, String written) {
    return written.startsWith(braces.substring(0, 1)) && written.endsWith(braces.substring(1));
  }

  private static boolean hasList(List<KeyPath.Step> path) {
    KeyDefinition known = KeyTable.all().key(KeyPath.tableName(path));
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
  public String text() {
    return text;
  }

  /** Whether the override names further files, which are read before other overrides apply. */
  public boolean namesFiles() {
    return text.startsWith("config_files");
  }

  /** A tree with only this key and its value, like a file that contains nothing else. */
  public Map<String, Object> asTree() {
    Object inner = value;
    for (KeyPath.Step step : path.reversed()) {
      inner = step instanceof KeyPath.Step.Name name ? mapOf(name.name(), inner) : listOf(inner);
    }
    return KeyPathWriter.map(inner);
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
  public void copyDefaultList(Map<String, Object> root, Map<String, Object> defaults) {
    boolean element = path.size() > 1 && !(path.get(1) instanceof KeyPath.Step.Name);
    if (element && path.getFirst() instanceof KeyPath.Step.Name top && !namesFiles()) {
      if (defaults.get(top.name()) instanceof List<?> list) {
        root.putIfAbsent(top.name(), new ArrayList<>(list));
      }
    }
  }

  public void apply(Map<String, Object> root) throws ConfigException {
    new KeyPathWriter(key, path).put(root, value);
  }
}
