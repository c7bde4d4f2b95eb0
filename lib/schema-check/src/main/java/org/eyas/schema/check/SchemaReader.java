package org.eyas.schema.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Converts a schema document into rules, in the order in which Falco's validator checks keywords. */
final class SchemaReader {
  private static final String DEFINITION = "#/definitions/";
  private static final Set<String> KEYWORDS =
      Set.of(
          "$ref", "anyOf", "enum", "items", "maximum", "minimum", "minProperties", "oneOf", "properties",
          "additionalProperties", "required", "type");
  private static final Set<String> SILENT =
      Set.of("$schema", "$id", "definitions", "title", "description", "default", "format");

  private final Map<String, ?> document;
  private final Map<String, SchemaRule> definitions = new HashMap<>();

  SchemaReader(Map<String, ?> document) {
    this.document = document;
  }

  SchemaRule root() {
    map(document.get("definitions")).forEach((name, schema) -> definitions.put(DEFINITION + name, rule(schema)));
    return rule(document);
  }

  private SchemaRule rule(Object schema) {
    Map<String, Object> keywords = map(schema);
    for (String keyword : keywords.keySet()) {
      if (!KEYWORDS.contains(keyword) && !SILENT.contains(keyword)) {
        throw new SchemaException("keyword '" + keyword + "' of a schema cannot be checked");
      }
    }
    List<SchemaRule> rules = new ArrayList<>();
    if (keywords.get("$ref") instanceof Object name) {
      rules.add(new SchemaRule.Reference(String.valueOf(name), definitions));
    }
    addValueRules(keywords, rules);
    addObjectRules(keywords, rules);
    if (keywords.get("type") instanceof Object name) {
      rules.add(new SchemaRule.HasType(ValueShape.named(String.valueOf(name))));
    }
    return rules.size() == 1 ? rules.getFirst() : new SchemaRule.All(List.copyOf(rules));
  }

  private void addValueRules(Map<String, Object> keywords, List<SchemaRule> rules) {
    if (keywords.get("anyOf") instanceof List<?> choices) {
      rules.add(new SchemaRule.Choice(choices.stream().map(this::rule).toList(), false));
    }
    if (keywords.get("enum") instanceof List<?> texts) {
      rules.add(new SchemaRule.OneOfTexts(new LinkedHashSet<>(texts(texts))));
    }
    if (keywords.get("items") instanceof Object each) {
      rules.add(new SchemaRule.Items(rule(each)));
    }
    if (keywords.get("maximum") instanceof Object written) {
      rules.add(new SchemaRule.AtMost(ValueShape.number(written), String.valueOf(written)));
    }
    if (keywords.get("minimum") instanceof Object written) {
      rules.add(new SchemaRule.AtLeast(ValueShape.number(written), String.valueOf(written)));
    }
  }

  private void addObjectRules(Map<String, Object> keywords, List<SchemaRule> rules) {
    if (keywords.get("minProperties") instanceof Object least) {
      rules.add(new SchemaRule.FewestProperties(Integer.parseInt(String.valueOf(least))));
    }
    if (keywords.get("oneOf") instanceof List<?> choices) {
      rules.add(new SchemaRule.Choice(choices.stream().map(this::rule).toList(), true));
    }
    if (keywords.containsKey("properties") || keywords.containsKey("additionalProperties")) {
      rules.add(properties(keywords));
    }
    if (keywords.get("required") instanceof List<?> names) {
      rules.add(new SchemaRule.Required(texts(names)));
    }
  }

  private SchemaRule properties(Map<String, Object> keywords) {
    Map<String, SchemaRule> named = new TreeMap<>(); // the order decides which fault is reported first
    map(keywords.get("properties")).forEach((name, schema) -> named.put(name, rule(schema)));
    Object others = keywords.get("additionalProperties");
    return switch (others) {
      case null -> new SchemaRule.Properties(named, new SchemaRule.All(List.of()));
      case Map<?, ?> schema -> new SchemaRule.Properties(named, rule(schema));
      default -> new SchemaRule.Properties(named, others.toString().equals("false") ? null : new SchemaRule.All(List.of()));
    };
  }

  private static List<String> texts(List<?> values) {
    return values.stream().map(String::valueOf).toList();
  }

  private static Map<String, Object> map(@Nullable Object value) {
    return switch (value) {
      case null -> Map.of();
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, inner) -> copy.put(String.valueOf(key), inner));
        yield copy;
      }
      default -> throw new SchemaException("a schema is an object, not '" + value + "'");
    };
  }
}
