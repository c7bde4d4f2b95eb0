package org.eyas.engine.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eyas.api.data.Text;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;

/** The fields {@code static.NAME} from the configuration key {@code static_fields}: the same value in every event. */
public final class StaticFields {
  private StaticFields() {}

  /** A provider for every source. It comes after the engine's own fields and before all other providers. */
  public static FieldProvider of(Map<String, String> values) {
    List<FieldRow> fields = new ArrayList<>();
    new TreeMap<>(values).forEach((name, value) -> fields.add(field("static." + name, Text.of(value))));
    return new TableFieldProvider("static", "", "Fields that the configuration sets.", fields);
  }

  private static FieldRow field(String name, Text value) {
    FieldDefinition definition =
        new FieldDefinition(
            name, ValueType.CHARBUF, Shape.ONE, Argument.NONE, Format.NA, Set.of(Flag.SUGGESTED), "set under static_fields");
    FieldReader.OfBytes reader = event -> value;
    return new FieldRow(definition, argument -> reader, (field, argument) -> field);
  }
}
