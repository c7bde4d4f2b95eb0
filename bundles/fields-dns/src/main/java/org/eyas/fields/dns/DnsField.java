package org.eyas.fields.dns;

import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;

/**
 * One of the fields.
 *
 * @param readers makes a reader for each use
 */
record DnsField(FieldDefinition definition, Function<CurrentMessage, FieldReader> readers) {

  /** Appends a value of a message; false if the message does not have it. */
  interface TextAppender {
    boolean append(EventMessage message, ByteBuilder text);
  }

  /** Adds the values of a message; false if it cannot have any. */
  interface ValueAdder {
    boolean add(EventMessage message, BytesList out);
  }

  private static FieldDefinition definition(String name, ValueType type, Shape shape, String description) {
    Format format = type.isNumber() ? Format.DEC : Format.NA;
    return new FieldDefinition(name, type, shape, Argument.NONE, format, Set.of(), description);
  }

  /** A text that exists already. */
  static DnsField text(String name, String description, Function<EventMessage, Bytes> value) {
    return one(name, ValueType.CHARBUF, description, value);
  }

  static DnsField address(String name, String description, Function<EventMessage, Bytes> value) {
    return one(name, ValueType.IPADDR, description, value);
  }

  private static DnsField one(String name, ValueType type, String description, Function<EventMessage, Bytes> value) {
    return new DnsField(
        definition(name, type, Shape.ONE, description),
        current -> (FieldReader.OfBytes) event -> {
          EventMessage message = current.in(event);
          return message == null ? Text.ABSENT : value.apply(message);
        });
  }

  /** A text that each reader makes in memory of its own. */
  static DnsField madeText(String name, String description, TextAppender value) {
    return new DnsField(
        definition(name, ValueType.CHARBUF, Shape.ONE, description),
        current -> {
          ByteBuilder text = new ByteBuilder();
          return (FieldReader.OfBytes) event -> {
            EventMessage message = current.in(event);
            return message != null && value.append(message, text.clear()) ? text.view() : Text.ABSENT;
          };
        });
  }

  /** A number; absent if it is negative. */
  static DnsField number(String name, ValueType type, String description, ToLongFunction<EventMessage> value) {
    return new DnsField(
        definition(name, type, Shape.ONE, description),
        current -> (FieldReader.OfNumber) (event, out) -> {
          EventMessage message = current.in(event);
          long number = message == null ? -1 : value.applyAsLong(message);
          return number < 0 ? Presence.ABSENT : out.set(number);
        });
  }

  static DnsField truth(String name, String description, Predicate<EventMessage> value) {
    return number(name, ValueType.BOOL, description, message -> value.test(message) ? 1 : 0);
  }

  /** A field of several values, with the memory that each reader needs. */
  static DnsField several(
      String name, ValueType type, Shape shape, String description, Function<ValueList, ValueAdder> adders) {
    return new DnsField(
        definition(name, type, shape, description),
        current -> {
          ValueAdder values = adders.apply(new ValueList());
          return (FieldReader.OfManyBytes) (event, out) -> {
            EventMessage message = current.in(event);
            return Presence.of(message != null && values.add(message, out));
          };
        });
  }

  /** One value, by readers of another form. */
  static DnsField ofReaders(String name, ValueType type, String description, Function<CurrentMessage, FieldReader> readers) {
    return new DnsField(definition(name, type, Shape.ONE, description), readers);
  }
}
