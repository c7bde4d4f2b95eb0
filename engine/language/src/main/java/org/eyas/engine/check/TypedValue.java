package org.eyas.engine.check;

import java.util.List;
import java.util.stream.Collectors;
import org.eyas.api.data.Text;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldReader;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.text.RawByteText;
import org.jspecify.annotations.Nullable;

/** An expression that yields values of an event, with its type. Equal values are equal objects. */
public sealed interface TypedValue {
  /** The type of the value, or of each of several values. */
  ValueType type();

  /** Whether there are one or several values, and how a comparison combines several. */
  Shape shape();

  /** The text as it is written in a rule. */
  String text();

  /** A field of the catalog. */
  record Field(FieldUse fieldUse) implements TypedValue {
    @Override
    public ValueType type() {
      return fieldUse.definition().type();
    }

    @Override
    public Shape shape() {
      return fieldUse.definition().shape();
    }

    @Override
    public String text() {
      return fieldUse.text();
    }

    public boolean hasName(String name) {
      return fieldUse.definition().name().equals(name);
    }

    /** {@code evt.arg.fd} and {@code evt.arg[fd]} are the same field. */
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || other instanceof Field field
              && fieldUse.provider() == field.fieldUse.provider()
              && fieldUse.definition().name().equals(field.fieldUse.definition().name())
              && java.util.Objects.equals(fieldUse.argument(), field.fieldUse.argument());
    }

    @Override
    public int hashCode() {
      return 31 * fieldUse.definition().name().hashCode() + java.util.Objects.hashCode(fieldUse.argument());
    }
  }

  /** A constant argument of a transformer. */
  record Literal(Text value) implements TypedValue {
    @Override
    public ValueType type() {
      return ValueType.CHARBUF;
    }

    @Override
    public Shape shape() {
      return Shape.ONE;
    }

    @Override
    public String text() {
      return "\"" + RawByteText.escaped(value) + "\"";
    }
  }

  /** Several values as one list of texts. */
  record Tuple(List<TypedValue> elements) implements TypedValue {
    public Tuple {
      elements = List.copyOf(elements);
    }

    @Override
    public ValueType type() {
      return ValueType.CHARBUF;
    }

    @Override
    public Shape shape() {
      return Shape.LIST;
    }

    @Override
    public String text() {
      return texts(elements);
    }
  }

  /**
   * A transformer that is applied to values.
   *
   * @param option the argument in brackets after it
   */
  record Transformed(
      FieldTransformer transformer, List<TypedValue> arguments, @Nullable String option, ValueType type, Shape shape)
      implements TypedValue {
    public Transformed {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String text() {
      return transformer.text() + texts(arguments) + (option == null ? "" : "[" + option + "]");
    }
  }

  /**
   * A value that was read at an event. It replaces an expression that had no final value then.
   *
   * @param of the expression
   * @param reader returns the same value for every event
   */
  record Read(TypedValue of, FieldReader reader, boolean present) implements TypedValue {
    @Override
    public ValueType type() {
      return of.type();
    }

    @Override
    public Shape shape() {
      return of.shape();
    }

    @Override
    public String text() {
      return of.text();
    }
  }

  private static String texts(List<TypedValue> values) {
    return values.stream().map(TypedValue::text).collect(Collectors.joining(", ", "(", ")"));
  }
}
