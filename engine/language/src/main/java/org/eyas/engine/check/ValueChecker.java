package org.eyas.engine.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eyas.api.data.Text;
import org.eyas.api.event.ValueType;
import org.eyas.api.event.ValueType.Form;
import org.eyas.api.failure.Reason;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.FieldException;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.syntax.SyntaxTree;
import org.eyas.engine.syntax.SyntaxTree.Operand;
import org.eyas.engine.text.RawByteText;
import org.jspecify.annotations.Nullable;

/**
 * Resolves expressions that yield values: fields with the catalog, transformers with the types of their arguments.
 * Collects the fields that it resolves.
 *
 * <p>Conditions and output templates share this class.
 */
public final class ValueChecker {
  private final FieldCatalog catalog;
  private final Set<FieldUse> fields = new LinkedHashSet<>();

  public ValueChecker(FieldCatalog catalog) {
    this.catalog = catalog;
  }

  /** Every field that was resolved so far. */
  public Set<FieldUse> fields() {
    return fields;
  }

  /** The value of an operand; for {@code val}, the value of its field. */
  public TypedValue check(Operand operand) throws CheckException {
    return switch (operand) {
      case SyntaxTree.Field field -> field(field);
      case SyntaxTree.Literal literal -> new TypedValue.Literal(untilNul(RawByteText.bytes(literal.text())));
      case SyntaxTree.Tuple tuple -> new TypedValue.Tuple(all(tuple.elements()));
      case SyntaxTree.Transform transform -> transform(transform);
    };
  }

  /** The text up to the first NUL, where texts end in Falco. */
  private static Text untilNul(Text text) {
    int end = text.indexOf(0, 0);
    return end < 0 ? text : Text.copyOf(text.toArray(), 0, end);
  }

  private TypedValue field(SyntaxTree.Field field) throws CheckException {
    String argument = field.hasArgument() ? field.argument() : null;
    try {
      Optional<FieldUse> use = catalog.find(field.text(), argument);
      if (use.isEmpty()) {
        String written = field.text() + (argument == null ? "" : "[" + argument + "]");
        throw new CheckException(new FieldException(FieldException.Kind.NONEXISTENT, written), field.position());
      }
      fields.add(use.get());
      return new TypedValue.Field(use.get());
    } catch (FieldException e) {
      throw new CheckException(e, field.position());
    } catch (IllegalArgumentException e) {
      throw new CheckException(Reason.of(e), field.position()); // the provider of the field rejects the argument
    }
  }

  private List<TypedValue> all(List<Operand> operands) throws CheckException {
    List<TypedValue> values = new ArrayList<>(operands.size());
    for (Operand operand : operands) {
      values.add(check(operand));
    }
    return values;
  }

  private TypedValue transform(SyntaxTree.Transform transform) throws CheckException {
    List<TypedValue> arguments = all(transform.arguments());
    String option = transform.hasArgument() ? transform.argument() : null;
    try {
      if (transform.name().equals("val")) {
        rejectOption("val", option);
        return arguments.getFirst();
      }
      return transformed(FieldTransformer.of(transform.name()), arguments, option);
    } catch (ValueException e) {
      throw new CheckException(e, transform.position());
    }
  }

  private static TypedValue transformed(FieldTransformer transformer, List<TypedValue> arguments, @Nullable String option)
      throws ValueException {
    for (TypedValue argument : arguments) {
      requireValue(argument);
    }
    return switch (transformer) {
      case TOLOWER, TOUPPER, BASENAME, B64, LEN, ENTROPY -> single(transformer, arguments, option);
      case JOIN -> join(arguments, option);
      case CONCAT -> concat(arguments, option);
      case GETOPT -> getopt(arguments, option);
    };
  }

  /** Fields such as {@code fd.ip} have several values but are not lists, so transformers cannot be applied to them. */
  private static void requireValue(TypedValue value) throws ValueException {
    if (value instanceof TypedValue.Tuple tuple) {
      for (TypedValue element : tuple.elements()) {
        requireValue(element);
      }
    }
    rejectTransformer(value.shape() == Shape.ANY || value.shape() == Shape.ENDS, value);
  }

  private static void rejectTransformer(boolean rejected, TypedValue value) throws ValueException {
    FieldDefinition field = definition(value);
    require(!rejected, "field '" + (field == null ? value.text() : field.name()) + "' does not support transformers");
  }

  private static TypedValue single(FieldTransformer transformer, List<TypedValue> arguments, @Nullable String option)
      throws ValueException {
    rejectOption(transformer.text(), option);
    require(arguments.size() == 1, transformer.text() + "() requires exactly 1 argument");
    TypedValue argument = arguments.getFirst();
    FieldDefinition field = definition(argument);
    rejectTransformer(field != null && field.is(Flag.NO_TRANSFORMER), argument);
    boolean list = argument.shape() == Shape.LIST;
    boolean text = argument.type().form() == Form.TEXT;
    boolean buffer = argument.type() == ValueType.BYTEBUF;
    boolean fits =
        switch (transformer) {
          case B64 -> argument.type() == ValueType.CHARBUF || buffer;
          case LEN -> list || text || buffer;
          case ENTROPY -> !list && (text || buffer);
          default -> text;
        };
    require(
        fits,
        "can't add field transformer: type '" + argument.type().label() + "' is not supported by '"
            + transformer.text() + "' transformer applied on " + (list ? "list " : "") + "field '"
            + argument.text() + "'");
    return transformer == FieldTransformer.LEN || transformer == FieldTransformer.ENTROPY
        ? new TypedValue.Transformed(transformer, arguments, null, ValueType.UINT64, Shape.ONE)
        : new TypedValue.Transformed(transformer, arguments, null, argument.type(), argument.shape());
  }

  private static TypedValue join(List<TypedValue> arguments, @Nullable String option) throws ValueException {
    require(arguments.size() == 2, "join() requires exactly 2 arguments: separator and list");
    require(
        arguments.get(0).shape() != Shape.LIST, "join() first argument (separator) must be a single value, not a list");
    require(arguments.get(1).shape() == Shape.LIST, "join() second argument must be a list");
    require(
        arguments.get(0).type().form() == Form.TEXT && arguments.get(1).type() == ValueType.CHARBUF,
        "join() arguments must be strings");
    require(option == null, "transformer 'join' does not support field arguments");
    return new TypedValue.Transformed(FieldTransformer.JOIN, arguments, null, ValueType.CHARBUF, Shape.ONE);
  }

  private static TypedValue concat(List<TypedValue> arguments, @Nullable String option) throws ValueException {
    require(arguments.size() >= 2, "concat() requires at least 2 arguments");
    for (TypedValue argument : arguments) {
      require(
          argument.type() == ValueType.CHARBUF && argument.shape() != Shape.LIST, "concat() arguments must be strings");
    }
    require(option == null, "transformer 'concat' does not support field arguments");
    return new TypedValue.Transformed(FieldTransformer.CONCAT, arguments, null, ValueType.CHARBUF, Shape.ONE);
  }

  private static TypedValue getopt(List<TypedValue> arguments, @Nullable String option) throws ValueException {
    require(arguments.size() == 2, "getopt() requires exactly 2 arguments: args list and optstring");
    require(arguments.get(0).shape() == Shape.LIST, "getopt() first argument must be a list");
    require(
        arguments.get(1).shape() != Shape.LIST, "getopt() second argument (optstring) must be a single value");
    require(
        arguments.get(0).type() == ValueType.CHARBUF && arguments.get(1).type() == ValueType.CHARBUF,
        "getopt() arguments must be strings");
    require(option == null || option.length() == 1, "getopt() field argument must be a single option character");
    Shape shape = option == null ? Shape.LIST : Shape.ONE;
    return new TypedValue.Transformed(FieldTransformer.GETOPT, arguments, option, ValueType.CHARBUF, shape);
  }

  private static void rejectOption(String name, @Nullable String option) throws ValueException {
    require(option == null, "filter error: transformer '" + name + "' does not support field arguments");
  }

  private static void require(boolean holds, String otherwise) throws ValueException {
    if (!holds) {
      throw new ValueException(otherwise);
    }
  }

  /** The definition of a value that is itself a field. */
  static @Nullable FieldDefinition definition(TypedValue value) {
    return value instanceof TypedValue.Field field ? field.fieldUse().definition() : null;
  }
}
