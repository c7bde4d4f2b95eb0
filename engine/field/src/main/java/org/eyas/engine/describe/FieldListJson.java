package org.eyas.engine.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.json.write.IndentedJson;
import org.jspecify.annotations.Nullable;

/** Sections of fields as JSON; keys are sorted, as in Falco. */
final class FieldListJson {
  private FieldListJson() {}

  static String names(List<String> names) {
    return document("fieldnames", names);
  }

  static String sections(List<FieldSection> sections) {
    return document("fieldclasses", sections.stream().map(FieldListJson::section).toList());
  }

  /** As in Falco, the document is empty if there are no values. */
  private static String document(String key, List<?> values) {
    return values.isEmpty() ? "" : IndentedJson.of(Map.of(key, values)) + "\n";
  }

  private static Map<String, Object> section(FieldSection section) {
    Map<String, Object> object = new TreeMap<>();
    object.put("name", section.name());
    if (!section.description().isEmpty()) {
      object.put("desc", section.description());
    }
    object.put("event_sources", section.sources());
    object.put("fields", section.fields().stream().map(FieldListJson::field).toList());
    return object;
  }

  private static Map<String, @Nullable Object> field(FieldDefinition field) {
    Map<String, @Nullable Object> object = new TreeMap<>();
    object.put("name", field.name());
    object.put("type", field.type().label());
    object.put("desc", field.description());
    object.put("is_list", field.shape() == Shape.LIST);
    object.put("argument", field.argument().allowed() ? argument(field.argument()) : null);
    return object;
  }

  private static Map<String, Object> argument(Argument argument) {
    List<String> types = new ArrayList<>();
    if (argument.index()) {
      types.add("INDEX");
    }
    if (argument.key()) {
      types.add("KEY");
    }
    return new TreeMap<>(Map.of("required", argument.required(), "type", types));
  }
}
