package org.example.faulty;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.jspecify.annotations.Nullable;

/** Two fields: {@code faulty.odd} runs the action, {@code faulty.even} works. */
public final class FaultyFields implements FieldProvider {
  private static final FieldDefinition ODD = field("faulty.odd");
  private static final FieldDefinition EVEN = field("faulty.even");

  private final Action action;

  public FaultyFields(Map<String, Object> properties) {
    action = Action.of(properties);
  }

  private static FieldDefinition field(String name) {
    return new FieldDefinition(name, ValueType.INT64, Shape.ONE, Argument.NONE, Format.DEC, Set.of(), "A number.");
  }

  @Override
  public List<FieldClass> classes() {
    return List.of(new FieldClass("faulty", "f", "Fields that fail.", List.of(ODD, EVEN)));
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    return field.name().equals(ODD.name())
        ? (FieldReader.OfNumber) (event, out) -> out.set(action.run())
        : (FieldReader.OfNumber) (event, out) -> out.set(1);
  }
}
