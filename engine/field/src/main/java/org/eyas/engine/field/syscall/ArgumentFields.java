package org.eyas.engine.field.syscall;

import static org.eyas.api.field.FieldDefinition.Argument.REQUIRED_INDEX_OR_KEY;
import static org.eyas.api.field.FieldDefinition.Argument.REQUIRED_KEY;
import static org.eyas.api.field.FieldDefinition.Flag.NO_RIGHT_HAND_SIDE;
import static org.eyas.api.field.FieldDefinition.Flag.NO_TRANSFORMER;

import java.util.List;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.engine.field.FieldArgument;
import org.eyas.engine.field.FieldRow;
import org.eyas.engine.field.param.EventNames;
import org.eyas.engine.field.param.ParamIndexLookup;
import org.eyas.engine.field.param.ParamText;
import org.jspecify.annotations.Nullable;

/** {@code evt.arg}, {@code evt.rawarg}, {@code evt.args}: the parameters of an event. */
final class ArgumentFields {
  private ArgumentFields() {}

  static List<FieldRow> all() {
    return List.of(
        FieldRow.textPerUse("evt.args", "All parameters of the event as name=value, joined by blanks.",
            argument -> new AllArguments()),
        FieldRow.textPerUse("evt.arg", "One parameter by name or index, as text; resolved to a name if it has one.",
            ArgumentFields::argument).withArgument(REQUIRED_INDEX_OR_KEY),
        FieldRow.of("evt.rawarg", ValueType.DYN, Format.NA, "One parameter by name, with its type in the event.",
            ArgumentFields::rawArgument).withArgument(REQUIRED_KEY).flags(NO_RIGHT_HAND_SIDE, NO_TRANSFORMER)
            .resolving(ArgumentFields::rawDefinition),
        FieldRow.textPerUse("evt.info", "The same as evt.args.", a -> new AllArguments()));
  }

  private static FieldReader argument(@Nullable String argument) {
    if (FieldArgument.isIndex(argument)) {
      return new NthArgument(FieldArgument.index(argument, 0));
    }
    return new NamedArgument(ParamIndexLookup.named(FieldArgument.key(argument)));
  }

  private static FieldDefinition rawDefinition(FieldDefinition field, @Nullable String argument) {
    ParamDefinition param = ParamIndexLookup.named(FieldArgument.key(argument)).definition();
    return FieldRow.typed(field, param.type(), param.format());
  }

  private static FieldReader rawArgument(@Nullable String argument) {
    ParamIndexLookup lookup = ParamIndexLookup.named(FieldArgument.key(argument));
    if (!lookup.definition().type().isNumber()) {
      return (FieldReader.OfBytes) event -> rawBytes(event, lookup.in(event));
    }
    return (FieldReader.OfNumber) (event, out) -> {
      int param = lookup.in(event);
      boolean number = param >= 0 && event.has(param) && event.type().params().get(param).type().isNumber();
      return number ? out.set(event.number(param)) : Presence.ABSENT;
    };
  }

  private static Bytes rawBytes(Event event, int param) {
    if (param < 0 || event.type().params().get(param).type().isNumber()) {
      return Text.ABSENT;
    }
    return event.has(param) ? event.bytes(param) : Text.ABSENT;
  }

  private static final class NthArgument implements FieldReader.OfBytes {
    private final ParamText text = new ParamText();
    private final int index;

    NthArgument(int index) {
      this.index = index;
    }

    @Override
    public Bytes read(Event event) {
      return index < event.paramCount() ? text.read(event, index).text() : Text.ABSENT;
    }
  }

  private static final class NamedArgument implements FieldReader.OfBytes {
    private final ParamText text = new ParamText();
    private final ParamIndexLookup lookup;

    NamedArgument(ParamIndexLookup lookup) {
      this.lookup = lookup;
    }

    @Override
    public Bytes read(Event event) {
      int index = lookup.in(event);
      return index < 0 ? Text.ABSENT : text.read(event, index).text();
    }
  }

  private static final class AllArguments implements FieldReader.OfBytes {
    private final ParamText text = new ParamText();
    private final ByteBuilder out = new ByteBuilder();

    @Override
    public Bytes read(Event event) {
      if (event.type().code() == EventNames.GENERIC) {
        return Text.EMPTY;
      }
      out.clear();
      for (int i = 0; i < event.paramCount(); i++) {
        out.append(i > 0 ? " " : "").append(event.type().params().get(i).name()).append('=');
        text.read(event, i);
        out.append(text.raw());
        if (!text.resolved().isEmpty()) {
          out.append('(').append(text.resolved()).append(')');
        }
      }
      return out.view();
    }
  }
}
