package org.eyas.payload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON object that is built from paths. {@code a.b} is a member of the object {@code a}. {@code a[].b} is a member of
 * the only element of the list {@code a}, and {@code a[]} is one more element. With {@code a[*].b}, each value makes a
 * new element.
 */
final class JsonObjectBuilder {
  private static final String ONLY = "[]";
  private static final String EACH = "[*]";

  private final Map<String, Object> root = new LinkedHashMap<>();

  void put(String path, Object value) {
    put(root, path, value);
  }

  private static void put(Map<String, Object> object, String path, Object value) {
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    String rest = dot < 0 ? "" : path.substring(dot + 1);
    if (name.endsWith(EACH)) {
      for (Object element : (List<?>) value) {
        put(added(list(object, name, EACH)), rest, element);
      }
    } else if (name.endsWith(ONLY) && rest.isEmpty()) {
      list(object, name, ONLY).add(value);
    } else if (name.endsWith(ONLY)) {
      List<Object> list = list(object, name, ONLY);
      put(list.isEmpty() ? added(list) : asObject(list.getFirst()), rest, value);
    } else if (rest.isEmpty()) {
      object.put(name, value);
    } else {
      put(asObject(object.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>())), rest, value);
    }
  }

  @SuppressWarnings("unchecked") // only this class makes them
  private static List<Object> list(Map<String, Object> object, String name, String suffix) {
    String plain = name.substring(0, name.length() - suffix.length());
    return (List<Object>) object.computeIfAbsent(plain, _ -> new ArrayList<>());
  }

  private static Map<String, Object> added(List<Object> list) {
    Map<String, Object> element = new LinkedHashMap<>();
    list.add(element);
    return element;
  }

  @SuppressWarnings("unchecked") // only this class makes them
  private static Map<String, Object> asObject(Object value) {
    return (Map<String, Object>) value;
  }

  /** The object as one line of JSON. */
  @Override
  public String toString() {
    return JsonValue.of(root);
  }
}
