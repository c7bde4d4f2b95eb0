package org.eyas.engine.field.syscall;

import static org.eyas.api.event.ValueType.BYTEBUF;
import static org.eyas.api.event.ValueType.INT64;

import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.engine.field.FieldRow;
import org.eyas.engine.field.param.EventTraits;
import org.eyas.engine.field.param.ParamIndexLookup;
import org.eyas.engine.field.param.ParamText;

/** The result of a system call, and the data that it moved. */
final class ResultFields {
  private static final Text SUCCESS = Text.of("SUCCESS");

  private ResultFields() {}

  static List<FieldRow> all() {
    ParamIndexLookup data = ParamIndexLookup.named("data");
    return List.of(
        FieldRow.of("evt.buffer", BYTEBUF, Format.NA, "The data that a read or write moved, as far as it was captured.",
            argument -> (FieldReader.OfBytes) event -> buffer(event, data.in(event))),
        FieldRow.textPerUse("evt.res", "SUCCESS, or the name of the error.", argument -> new Result()),
        FieldRow.number("evt.rawres", INT64, "The result of the call; negative for an error.",
            (e, out) -> EventTraits.returns(e) ? out.set(e.number(0)) : Presence.ABSENT),
        FieldRow.truth("evt.failed", "Whether the call returned an error.",
            (e, out) -> EventTraits.returns(e) ? out.set(EventTraits.failed(e)) : Presence.ABSENT));
  }

  /** The data of a parameter; absent if it is not a buffer: the parameter of ptrace with this name is a number. */
  private static Bytes buffer(Event event, int param) {
    boolean buffer = param >= 0 && event.has(param) && event.type().params().get(param).type() == BYTEBUF;
    return buffer ? event.bytes(param) : Text.ABSENT;
  }

  private static final class Result implements FieldReader.OfBytes {
    private final ParamText text = new ParamText();

    @Override
    public Bytes read(Event event) {
      if (!EventTraits.returns(event)) {
        return Text.ABSENT;
      }
      return EventTraits.failed(event) ? text.read(event, 0).text() : SUCCESS;
    }
  }
}
