package org.eyas.rules.sigma.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eyas.rules.sigma.mapping.MappedField.Kind;
import org.jspecify.annotations.Nullable;

/** Reads a field of a mapping file: the name of a field of Eyas, or keys and values. */
record MappedFieldReader(String place) {
  private static final Set<String> KEYS = Set.of("field", "kind", "network", "when", "values");

  MappedField read(Object written) throws MappingException {
    if (written instanceof String field) {
      return new MappedField(Kind.TEXT, List.of(field), "", "", Map.of());
    }
    if (!(written instanceof Map<?, ?> keys)) {
      throw new MappingException(place + " must be a field of Eyas, or keys and values");
    }
    requireKnown(keys, KEYS);
    Map<String, String> choices = choices(keys.get("values"));
    Kind kind = choices.isEmpty() ? kind(text(keys, "kind")) : Kind.CHOICE;
    List<String> fields = fields(keys.get("field"));
    if (fields.isEmpty() == choices.isEmpty()) {
      throw new MappingException(place + " needs either 'field' or 'values'");
    }
    if (fields.size() > 1 && (kind == Kind.NUMBER || kind == Kind.ADDRESS || kind == Kind.HOST)) {
      throw new MappingException(place + " can only have one 'field', because it is not a text");
    }
    return new MappedField(kind, fields, text(keys, "network"), text(keys, "when"), choices);
  }

  private static List<String> fields(@Nullable Object written) {
    List<String> fields = new ArrayList<>();
    List<?> elements = written instanceof List<?> list ? list : written == null ? List.of() : List.of(written);
    elements.forEach(element -> fields.add(String.valueOf(element).strip()));
    return fields;
  }

  void requireKnown(Map<?, ?> keys, Set<String> known) throws MappingException {
    for (Object key : keys.keySet()) {
      if (!known.contains(String.valueOf(key))) {
        throw new MappingException(place + " has the unknown key '" + key + "'");
      }
    }
  }

  /** A text; empty if the key is missing. */
  String text(Map<?, ?> keys, String key) throws MappingException {
    Object value = keys.get(key);
    if (value == null || value instanceof String) {
      return value == null ? "" : ((String) value).strip();
    }
    throw new MappingException(place + ": '" + key + "' is not a text");
  }

  private Kind kind(String name) throws MappingException {
    return switch (name) {
      case "", "text" -> Kind.TEXT;
      case "texts" -> Kind.TEXTS;
      case "directory" -> Kind.DIRECTORY;
      case "command" -> Kind.COMMAND;
      case "number" -> Kind.NUMBER;
      case "address" -> Kind.ADDRESS;
      case "host" -> Kind.HOST;
      default ->
        throw new MappingException(
            place + ": 'kind' is text, texts, directory, command, number, address or host, not '" + name + "'");
    };
  }

  private Map<String, String> choices(@Nullable Object written) throws MappingException {
    Map<String, String> choices = new LinkedHashMap<>();
    if (written instanceof Map<?, ?> values) {
      for (Map.Entry<?, ?> entry : values.entrySet()) {
        if (!(entry.getValue() instanceof String condition)) {
          throw new MappingException(place + ": the value '" + entry.getKey() + "' needs a condition");
        }
        choices.put(String.valueOf(entry.getKey()).toLowerCase(Locale.ROOT), condition.strip());
      }
    } else if (written != null) {
      throw new MappingException(place + ": 'values' must be values and their conditions");
    }
    return choices;
  }
}
