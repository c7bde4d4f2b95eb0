package org.eyas.config.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value to the place in a tree of maps and lists that a key names. Maps and lists on the way are created; a list is
 * replaced by a map if the key needs one, as in Falco.
 */
final class KeyPathWriter {
  private final String key;
  private final List<KeyPath.Step> path;

  /** @param key the path as it was written, for messages */
  KeyPathWriter(String key, List<KeyPath.Step> path) {
    this.key = key;
    this.path = path;
  }

  void put(Map<String, Object> root, Object value) throws ConfigException {
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
      throw KeyOverride.wrong(key, "'" + shown(step) + (named ? "' is '" + child + "', it has no keys" : "' is not a list"));
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
      case KeyPath.Step.Name name -> map(place).get(name.name());
      case KeyPath.Step.Index index ->
        index.index() < list(place).size() ? list(place).get(index.index()) : null;
      case KeyPath.Step.Append append -> null;
    };
  }

  private void put(Object place, KeyPath.Step step, Object value) throws ConfigException {
    switch (step) {
      case KeyPath.Step.Name name -> map(place).put(name.name(), value);
      case KeyPath.Step.Append append -> list(place).add(value);
      case KeyPath.Step.Index index -> set(list(place), index.index(), value);
    }
  }

  private void set(List<Object> list, int index, Object value) throws ConfigException {
    if (index > list.size()) {
      throw KeyOverride.wrong(key, "index " + index + " is after the end of the list, which has " + list.size() + " elements");
    }
    if (index == list.size()) {
      list.add(value);
    } else {
      list.set(index, value);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Object place) {
    return (List<Object>) place;
  }

  /** A map of the tree. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object place) {
    return (Map<String, Object>) place;
  }
}
