package org.eyas.engine.compile.node;

import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.event.Event;
import org.eyas.api.event.ValueType.Form;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.NumberList;
import org.eyas.api.field.Presence;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.check.TypedValue.Transformed;
import org.eyas.engine.compile.text.GetoptReader;
import org.eyas.engine.compile.text.MissingText;
import org.eyas.engine.compile.text.TextTransformer;

/**
 * Creates the reader of a typed value: the reader of a field, or a reader that transforms the values of other readers.
 */
public final class ValueReaderFactory {
  private ValueReaderFactory() {}

  /** A new reader, for one thread; its interface follows from the type and shape of the value, as for a field. */
  public static FieldReader of(TypedValue value) {
    return switch (value) {
      case TypedValue.Field field -> field.fieldUse().reader();
      case TypedValue.Literal literal -> (FieldReader.OfBytes) event -> literal.value();
      case TypedValue.Tuple tuple -> new TupleReader(tuple.elements().stream().map(TupleElement::of).toList());
      case Transformed transformed -> of(transformed);
      case TypedValue.Read read -> read.reader();
    };
  }

  private static FieldReader of(Transformed value) {
    List<TypedValue> arguments = value.arguments();
    return switch (value.transformer()) {
      case TOLOWER, TOUPPER, BASENAME, B64 -> each(TextTransformer.of(value.transformer()), arguments.getFirst());
      case LEN -> length(arguments.getFirst());
      case JOIN -> new JoinReader(text(arguments.get(0)), texts(arguments.get(1)));
      case CONCAT -> new ConcatReader(arguments.stream().map(ValueReaderFactory::text).toList());
      case GETOPT -> getopt(value);
      case ENTROPY -> new EntropyReader(text(arguments.getFirst()));
    };
  }

  private static FieldReader each(TextTransformer change, TypedValue argument) {
    return argument.shape() == Shape.ONE
        ? new TransformedTextReader(text(argument), change)
        : new TransformedListReader(texts(argument), change);
  }

  private static FieldReader getopt(Transformed value) {
    GetoptReader scan = new GetoptReader(texts(value.arguments().get(0)), text(value.arguments().get(1)));
    String option = value.option();
    return option == null ? scan : (FieldReader.OfBytes) event -> scan.last(event, option.charAt(0));
  }

  private static FieldReader length(TypedValue argument) {
    if (argument.shape() == Shape.ONE) {
      FieldReader.OfBytes text = text(argument);
      return (FieldReader.OfNumber) (event, out) -> lengthOf(text.read(event), out);
    }
    boolean texts = argument.type().form() == Form.TEXT || !argument.type().isNumber();
    return texts ? new CountOfTexts(texts(argument)) : new CountOfNumbers((FieldReader.OfNumbers) of(argument));
  }

  private static Presence lengthOf(Bytes text, NumberCell out) {
    return text.isPresent() ? out.set(text.length()) : MissingText.of(text);
  }

  /** A reader of one text; the checker has already checked that the value is a text. */
  static FieldReader.OfBytes text(TypedValue value) {
    return (FieldReader.OfBytes) of(value);
  }

  static FieldReader.OfManyBytes texts(TypedValue value) {
    return (FieldReader.OfManyBytes) of(value);
  }

  private static final class CountOfTexts implements FieldReader.OfNumber {
    private final FieldReader.OfManyBytes list;
    private final BytesList values = new BytesList();

    CountOfTexts(FieldReader.OfManyBytes list) {
      this.list = list;
    }

    @Override
    public Presence read(Event event, NumberCell out) {
      values.clear();
      Presence presence = list.read(event, values);
      return presence == Presence.PRESENT ? out.set(values.size()) : presence;
    }
  }

  private static final class CountOfNumbers implements FieldReader.OfNumber {
    private final FieldReader.OfNumbers list;
    private final NumberList values = new NumberList();

    CountOfNumbers(FieldReader.OfNumbers list) {
      this.list = list;
    }

    @Override
    public Presence read(Event event, NumberCell out) {
      values.clear();
      Presence presence = list.read(event, values);
      return presence == Presence.PRESENT ? out.set(values.size()) : presence;
    }
  }
}
