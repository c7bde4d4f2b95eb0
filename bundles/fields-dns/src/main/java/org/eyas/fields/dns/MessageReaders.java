package org.eyas.fields.dns;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;

/** Makes readers of the values of a message. A reader has memory of its own for a value that it makes. */
final class MessageReaders {
  /** Appends a value of a message; false if the message does not have it. */
  interface TextAppender {
    boolean append(EventMessage message, ByteBuilder text);
  }

  /** Adds the values of a message; false if it cannot have any. */
  interface ValueAdder {
    boolean add(EventMessage message, BytesList out);
  }

  private MessageReaders() {}

  /** Of a text or address that exists already. */
  static FieldReader text(CurrentMessage current, Function<EventMessage, Bytes> value) {
    return (FieldReader.OfBytes) event -> {
      EventMessage message = current.in(event);
      return message == null ? Text.ABSENT : value.apply(message);
    };
  }

  static FieldReader madeText(CurrentMessage current, TextAppender value) {
    ByteBuilder text = new ByteBuilder();
    return (FieldReader.OfBytes) event -> {
      EventMessage message = current.in(event);
      return message != null && value.append(message, text.clear()) ? text.view() : Text.ABSENT;
    };
  }

  /** Of a number; absent if it is negative. */
  static FieldReader number(CurrentMessage current, ToLongFunction<EventMessage> value) {
    return (FieldReader.OfNumber) (event, out) -> {
      EventMessage message = current.in(event);
      long number = message == null ? -1 : value.applyAsLong(message);
      return number < 0 ? Presence.ABSENT : out.set(number);
    };
  }

  static FieldReader truth(CurrentMessage current, Predicate<EventMessage> value) {
    return number(current, message -> value.test(message) ? 1 : 0);
  }

  static FieldReader several(CurrentMessage current, ValueAdder values) {
    return (FieldReader.OfManyBytes) (event, out) -> {
      EventMessage message = current.in(event);
      return Presence.of(message != null && values.add(message, out));
    };
  }
}
