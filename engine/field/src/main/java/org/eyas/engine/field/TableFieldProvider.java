package org.eyas.engine.field;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.jspecify.annotations.Nullable;

/** A provider whose fields are in a table. */
public final class TableFieldProvider implements FieldProvider {
  private final FieldClass fieldClass;
  private final Map<String, FieldRow> byName = new HashMap<>();

  public TableFieldProvider(String name, String shortDescription, String description, List<FieldRow> fields) {
    fieldClass =
        new FieldClass(name, shortDescription, description, fields.stream().map(FieldRow::definition).toList());
    fields.forEach(field -> byName.put(field.definition().name(), field));
  }

  @Override
  public List<FieldClass> classes() {
    return List.of(fieldClass);
  }

  @Override
  public FieldDefinition resolve(FieldDefinition field, @Nullable String argument) {
    return line(field).uses().resolve(field, argument);
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    return line(field).readers().make(argument);
  }

  private FieldRow line(FieldDefinition field) {
    FieldRow line = byName.get(field.name());
    if (line == null) {
      throw new IllegalArgumentException("not a field of class " + fieldClass.name() + ": " + field.name());
    }
    return line;
  }
}
