package org.eyas.engine.field;

import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.jspecify.annotations.Nullable;

/**
 * Fields whose bundle was removed while the engine runs. Rules may still name these fields, but the fields never have a
 * value.
 *
 * @param classes the definitions that the bundle offered; they refer to nothing of the bundle
 */
public record RemovedFields(List<FieldClass> classes) implements FieldProvider {
  public RemovedFields {
    classes = List.copyOf(classes);
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    boolean number = field.type().isNumber();
    if (field.shape() == Shape.ONE) {
      return number
          ? (FieldReader.OfNumber) (event, out) -> Presence.ABSENT
          : (FieldReader.OfBytes) event -> Text.ABSENT;
    }
    return number
        ? (FieldReader.OfNumbers) (event, out) -> Presence.ABSENT
        : (FieldReader.OfManyBytes) (event, out) -> Presence.ABSENT;
  }
}
