package org.eyas.config.key;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON schema of a configuration file, made from the table of keys. */
public final class ConfigSchema {
  private ConfigSchema() {}

  /** The document as maps, lists, texts, numbers and booleans. */
  public static Map<String, Object> document(KeyTable table) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("$schema", "http://json-schema.org/draft-06/schema#");
    document.put("title", "EyasConfig");
    document.putAll(object(table.root()));
    return document;
  }

  private static Map<String, Object> object(KeyNode node) {
    Map<String, Object> properties = new LinkedHashMap<>();
    node.children().forEach((name, child) -> properties.put(name, schema(child)));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    schema.put("properties", properties);
    return schema;
  }

  private static Map<String, Object> schema(KeyNode node) {
    KeyDefinition key = node.key();
    if (key == null) {
      return object(node);
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", key.text());
    KeyNode element = node.element();
    schema.putAll(element == null ? ofType(key.type()) : list(key.type(), object(element)));
    return schema;
  }

  private static Map<String, Object> list(KeyType type, Map<String, Object> element) {
    Map<String, Object> items =
        type.kind() == KeyType.Kind.TEXTS_OR_MAPS ? Map.of("oneOf", List.of(named("string"), element)) : element;
    return array(items);
  }

  private static Map<String, Object> ofType(KeyType type) {
    return switch (type.kind()) {
      case FLAG -> named("boolean");
      case WHOLE -> number("integer", type);
      case DECIMAL -> number("number", type);
      case TEXT, ADDRESS -> named("string");
      case ONE -> choice(type);
      case TEXTS -> array(named("string"));
      case MAPS, TEXTS_OR_MAPS -> array(named("object"));
      case FIELDS -> array(Map.of("anyOf", List.of(texts(), named("string"))));
      case MAP -> texts();
      case MAP_OR_TEXT -> Map.of("anyOf", List.of(named("object"), named("string"), named("null")));
    };
  }

  private static Map<String, Object> named(String type) {
    return Map.of("type", type);
  }

  private static Map<String, Object> texts() {
    return ordered("type", "object", "additionalProperties", named("string"));
  }

  private static Map<String, Object> array(Map<String, Object> items) {
    return ordered("type", "array", "items", items);
  }

  private static Map<String, Object> number(String type, KeyType bounds) {
    Map<String, Object> schema = new LinkedHashMap<>(named(type));
    schema.put("minimum", (long) bounds.least());
    schema.put("maximum", (long) bounds.most());
    return schema;
  }

  // JSON schema has no words whose case does not matter.
  private static Map<String, Object> choice(KeyType type) {
    return type.anyCase() ? named("string") : ordered("type", "string", "enum", type.choices());
  }

  private static Map<String, Object> ordered(String first, Object a, String second, Object b) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(first, a);
    map.put(second, b);
    return map;
  }
}
