package org.eyas.engine.rules;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eyas.api.failure.Reason;
import org.eyas.engine.rules.document.NameSuggestion;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads one entry of {@code append_output} from its JSON or YAML text. */
public final class AppendedOutputReader {
  private static final Set<String> KEYS = Set.of("match", "extra_output", "extra_fields", "suggested_output");
  private static final Set<String> MATCH_KEYS = Set.of("source", "tags", "rule");

  private final Map<String, String> formatted = new TreeMap<>();
  private final List<String> raw = new ArrayList<>();

  private AppendedOutputReader() {}

  /**
   * Reads the entry.
   *
   * @throws IllegalArgumentException if the text is not a valid entry; the message is for the user
   */
  public static AppendedOutput read(String text) {
    return new AppendedOutputReader().entry(map(parsed(text), "append_output: each entry", KEYS));
  }

  private static Object parsed(String text) {
    try {
      Object value = new Yaml(new SafeConstructor(new LoaderOptions())).load(new StringReader(text));
      return value == null ? Map.of() : value;
    } catch (YAMLException | IllegalArgumentException e) { // the latter if a tag ends with a space
      throw new IllegalArgumentException("append_output: not readable: " + Reason.of(e), e);
    }
  }

  private AppendedOutput entry(Map<?, ?> entry) {
    Map<?, ?> match = entry.get("match") instanceof Object m ? map(m, "append_output.match", MATCH_KEYS) : Map.of();
    if (entry.get("extra_fields") instanceof Object fields) {
      list(fields, "append_output.extra_fields").forEach(this::field);
    }
    Set<String> tags = new HashSet<>();
    if (match.get("tags") instanceof List<?> list) {
      list.forEach(tag -> tags.add(String.valueOf(tag)));
    }
    return new AppendedOutput(
        text(match, "source"),
        tags,
        text(match, "rule"),
        text(entry, "extra_output"),
        flag(entry, "suggested_output"),
        formatted,
        raw);
  }

  /** Reads {@code evt.cpu}, or {@code key: "format"}. */
  private void field(Object field) {
    if (!(field instanceof Map<?, ?> map)) {
      raw.add(unused(String.valueOf(field)));
      return;
    }
    if (map.size() != 1) {
      throw new IllegalArgumentException("append_output.extra_fields: an element must be a field, or one key and its format");
    }
    Map.Entry<?, ?> only = map.entrySet().iterator().next();
    formatted.put(unused(String.valueOf(only.getKey())), String.valueOf(only.getValue()));
  }

  private String unused(String key) {
    if (formatted.containsKey(key) || raw.contains(key)) {
      throw new IllegalArgumentException("append_output.extra_fields: '" + key + "' appears twice");
    }
    return key;
  }

  private static String text(Map<?, ?> map, String key) {
    return map.get(key) instanceof Object value ? String.valueOf(value) : "";
  }

  /** A boolean. In the JSON texts of the configuration, scalars are strings. */
  private static boolean flag(Map<?, ?> map, String key) {
    return Boolean.parseBoolean(text(map, key));
  }

  private static Map<?, ?> map(Object value, String what, Set<String> keys) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(what + " must be a mapping");
    }
    for (Object key : map.keySet()) {
      if (!keys.contains(String.valueOf(key))) {
        String hint = NameSuggestion.of(String.valueOf(key), keys);
        throw new IllegalArgumentException(
            what + " has an unknown key '" + key + "'" + (hint.isEmpty() ? "" : "; " + hint));
      }
    }
    return map;
  }

  private static List<?> list(Object value, String what) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException(what + " must be a sequence");
  }
}
