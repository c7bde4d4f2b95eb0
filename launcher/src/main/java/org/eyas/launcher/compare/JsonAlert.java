package org.eyas.launcher.compare;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An alert that was read from a line of JSON.
 *
 * @param values the JSON of each value by its key; the fields of the output as {@code output_fields.NAME}
 */
record JsonAlert(Map<String, String> values) {
  private static final String FIELDS = "output_fields";

  /** @param ignored keys that do not count */
  static JsonAlert of(JsonObject json, Collection<String> ignored) {
    Map<String, String> values = new TreeMap<>();
    json.asMap().forEach((key, value) -> {
      if (key.equals(FIELDS) && value instanceof JsonObject fields) {
        fields.asMap().forEach((name, field) -> put(values, FIELDS + "." + name, field));
      } else {
        put(values, key, value);
      }
    });
    values.keySet().removeAll(ignored);
    return new JsonAlert(values);
  }

  // A field without a value is null in one program and absent in the other: both are <NA>.
  private static void put(Map<String, String> values, String key, JsonElement value) {
    if (!value.isJsonNull()) {
      values.put(key, value.toString());
    }
  }

  /** The values under their keys. */
  JsonObject json() {
    JsonObject object = new JsonObject();
    values.forEach((key, value) -> object.add(key, JsonParser.parseString(value)));
    return object;
  }

  /** Alerts with the same title are about the same event and rule. */
  String title() {
    return text("time") + " " + text("rule");
  }

  /** The text of a value; empty if there is none. */
  String text(String key) {
    String json = values.getOrDefault(key, "");
    return json.startsWith("\"") ? JsonParser.parseString(json).getAsString() : json;
  }

  /** The number of values that differ between both alerts; cheaper than the list of their keys. */
  int countDifferences(JsonAlert other) {
    int same = 0;
    int common = 0;
    for (Map.Entry<String, String> value : values.entrySet()) {
      String theirs = other.values.get(value.getKey());
      common += theirs == null ? 0 : 1;
      same += value.getValue().equals(theirs) ? 1 : 0;
    }
    return values.size() + other.values.size() - common - same;
  }

  /** The keys whose values differ between both alerts. */
  Set<String> differences(JsonAlert other) {
    Set<String> keys = new TreeSet<>(values.keySet());
    keys.addAll(other.values.keySet());
    keys.removeIf(key -> values.getOrDefault(key, "").equals(other.values.getOrDefault(key, "")));
    return keys;
  }
}
