package org.eyas.engine.ruletest;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.eyas.api.data.Text;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.jspecify.annotations.Nullable;

/** Text fields of another bundle, absent from every real event. */
final class TextFields implements FieldProvider {
  private final FieldClass fields;

  TextFields(String name, String... fields) {
    this.fields = new FieldClass(name, "", "", Arrays.stream(fields).map(TextFields::text).toList());
  }

  private static FieldDefinition text(String name) {
    return new FieldDefinition(name, ValueType.CHARBUF, Shape.ONE, Argument.NONE, Format.NA, Set.of(), "");
  }

  @Override
  public List<FieldClass> classes() {
    return List.of(fields);
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    return (FieldReader.OfBytes) event -> Text.ABSENT;
  }
}
