package org.eyas.engine.format;

import java.util.List;
import java.util.Set;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.node.ValueReaderFactory;
import org.eyas.engine.field.FieldUse;
import org.jspecify.annotations.Nullable;

/** Adapts a transformer to a field, so that it is printed like a field. */
public final class TransformedField implements FieldProvider {
  private final TypedValue value;

  private TransformedField(TypedValue value) {
    this.value = value;
  }

  /** The use that prints a transformed value. */
  public static FieldUse of(TypedValue value) {
    FieldDefinition definition =
        new FieldDefinition(value.text(), value.type(), value.shape(), Argument.NONE, Format.DEC, Set.of(), "");
    return new FieldUse(value.text(), definition, null, new TransformedField(value));
  }

  TypedValue value() {
    return value;
  }

  @Override
  public List<FieldClass> classes() {
    return List.of();
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    return ValueReaderFactory.of(value);
  }
}
