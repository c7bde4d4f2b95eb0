package org.eyas.config.component;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.config.key.KeyDefinition;
import org.eyas.config.key.KeyTable;

/** The properties that components get from keys as they are: the columns {@code pid} and {@code property} of the table. */
public final class KeyProperties {
  private KeyProperties() {}

  /** The properties of a component, by name. A key without a value and without a default gives none. */
  static Map<String, Object> of(ConfigTree tree, String pid) {
    return of(tree, "", pid);
  }

  /** The properties of a component from one of the {@link #elements} of a list. */
  static Map<String, Object> ofElement(ConfigTree element, String list, String pid) {
    return of(element, list + "[].", pid);
  }

  private static Map<String, Object> of(ConfigTree tree, String prefix, String pid) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (KeyDefinition key : KeyTable.all().keys()) {
      if (key.isPassedTo(pid) && key.name().startsWith(prefix)) {
        String path = key.name().substring(prefix.length());
        if (tree.valueAt(path) != null) {
          properties.put(key.property(), value(tree, path, key));
        }
      }
    }
    return properties;
  }

  /** The entries of a list, each with the defaults of absent keys. */
  public static List<ConfigTree> elements(ConfigTree tree, String list) {
    Map<String, Object> defaults = KeyDefaults.ofElement(KeyTable.all(), list);
    List<ConfigTree> elements = new ArrayList<>();
    for (Object entry : tree.list(list)) {
      if (entry instanceof Map<?, ?> map) {
        Map<String, Object> given = new LinkedHashMap<>();
        map.forEach((key, value) -> given.put(String.valueOf(key), value));
        elements.add(new ConfigTree(given, defaults));
      }
    }
    return elements;
  }

  /**
   * The PIDs that begin with a text, and whose component a flag enables. PIDs of components with several instances are
   * left out.
   */
  static List<String> switchedPids(String prefix) {
    return KeyTable.all().keys().stream()
        .flatMap(key -> key.pids().stream().filter(pid -> pid.startsWith(prefix) && !pid.contains("~") && key.isSwitchOf(pid)))
        .distinct()
        .toList();
  }

  /** Whether all flags are true without which a component is disabled. */
  static boolean isOn(ConfigTree tree, String pid) {
    return KeyTable.all().keys().stream().allMatch(key -> !key.isSwitchOf(pid) || tree.flag(key.name()));
  }

  private static Object value(ConfigTree tree, String path, KeyDefinition key) {
    return switch (key.type().kind()) {
      case FLAG -> tree.flag(path);
      case WHOLE -> tree.number(path);
      case DECIMAL -> tree.decimal(path);
      case TEXT, ONE, ADDRESS -> tree.text(path);
      case TEXTS -> tree.texts(path).toArray(String[]::new);
      case MAP -> tree.pairs(path, "=");
      case MAPS, TEXTS_OR_MAPS, FIELDS, MAP_OR_TEXT ->
        throw new IllegalStateException(key.name() + " needs a conversion of its own: its value is neither a number nor texts");
    };
  }
}
