package org.eyas.engine.field.syscall;

import static org.eyas.api.event.ValueType.INT16;
import static org.eyas.api.event.ValueType.RELTIME;
import static org.eyas.api.event.ValueType.UINT32;
import static org.eyas.api.event.ValueType.UINT64;
import static org.eyas.api.field.FieldDefinition.Flag.DEPRECATED;
import static org.eyas.api.field.FieldDefinition.Flag.FILTER_ONLY;
import static org.eyas.api.field.FieldDefinition.Flag.HIDDEN;
import static org.eyas.api.field.FieldDefinition.Flag.NO_RIGHT_HAND_SIDE;
import static org.eyas.api.field.FieldDefinition.Flag.NO_TRANSFORMER;
import static org.eyas.api.field.FieldDefinition.Flag.PRINT_ONLY;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType.Direction;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldReader;
import org.eyas.engine.field.BuiltTextReader;
import org.eyas.engine.field.FieldArgument;
import org.eyas.engine.field.FieldRow;
import org.eyas.engine.field.file.AbsolutePathField;
import org.eyas.engine.field.file.FileOpenFields;
import org.eyas.engine.field.param.EventNames;
import org.eyas.engine.field.param.EventTraits;
import org.eyas.engine.field.text.TimeText;
import org.eyas.engine.schema.EventSchema;
import org.jspecify.annotations.Nullable;

/** Properties of a system call event: its name, kind and times. */
final class SyscallEventFields {
  private static final Text ENTER = Text.of(">");
  private static final Text EXIT = Text.of("<");
  private static final Text NO_LATENCY = Text.of("0ns");
  private static final long MILLISECOND = 1_000_000L;

  private SyscallEventFields() {}

  static List<FieldRow> all() {
    List<FieldRow> fields = new ArrayList<>(latencies());
    fields.addAll(deltas());
    fields.addAll(names());
    fields.addAll(ArgumentFields.all());
    fields.addAll(ResultFields.all());
    fields.addAll(IoFields.all());
    fields.addAll(ErrorCountFields.all());
    fields.add(around());
    fields.add(AbsolutePathField.field());
    fields.addAll(IoFields.lengths());
    fields.addAll(FileOpenFields.all());
    fields.addAll(InfrastructureFields.all());
    return fields;
  }

  /** Enter events are no longer captured, so the time between enter and exit is not known; Falco's value is 0 too. */
  private static List<FieldRow> latencies() {
    return List.of(
        FieldRow.number("evt.latency", RELTIME, "Always 0: a call is captured once, when it ends.", (e, out) -> out.set(0))
            .flags(DEPRECATED),
        FieldRow.number("evt.latency.s", RELTIME, "Always 0.", (e, out) -> out.set(0)).flags(DEPRECATED),
        FieldRow.number("evt.latency.ns", RELTIME, "Always 0.", (e, out) -> out.set(0))
            .format(Format.PADDED_DEC).flags(DEPRECATED),
        FieldRow.number("evt.latency.quantized", UINT64, "Always 0.", (e, out) -> out.set(0)).flags(HIDDEN, DEPRECATED),
        FieldRow.text("evt.latency.human", "Always 0ns.", e -> NO_LATENCY).flags(DEPRECATED),
        FieldRow.number("evt.wait_latency", RELTIME, "Always 0.", (e, out) -> out.set(0)).flags(DEPRECATED));
  }

  private static List<FieldRow> deltas() {
    return List.of(
        FieldRow.number("evt.deltatime", RELTIME, "Nanoseconds since the previous event.", (e, out) -> out.set(delta(e))),
        FieldRow.number("evt.deltatime.s", RELTIME, "Whole seconds since the previous event.",
            (e, out) -> out.set(delta(e) / AnyEventFields.SECOND)),
        FieldRow.number("evt.deltatime.ns", RELTIME, "evt.deltatime without its whole seconds, in nanoseconds.",
            (e, out) -> out.set(delta(e) % AnyEventFields.SECOND)).format(Format.PADDED_DEC),
        BuiltTextReader.field("evt.outputtime", "The time in the time format of the output: evt.time.", (e, out) -> {
          TimeText.appendClock(e.timestampNanos(), out);
          TimeText.appendFraction(e.timestampNanos(), out);
          return true;
        }).flags(PRINT_ONLY));
  }

  private static List<FieldRow> names() {
    return List.of(
        FieldRow.text("evt.dir", "Always <: a call is captured when it ends.",
            e -> e.type().direction() == Direction.EXIT ? EXIT : ENTER).flags(DEPRECATED),
        FieldRow.text("evt.type", "The event's name: openat, connect, execve.", EventNames::of),
        FieldRow.of("evt.type.is", UINT32, Format.DEC, "1 if the event has the type in the argument, else 0.",
            SyscallEventFields::typeIs).withArgument(Argument.REQUIRED_KEY),
        FieldRow.text("syscall.type", "The system call's name; absent for other events.",
            e -> EventTraits.isSyscall(e) ? EventNames.of(e) : Text.ABSENT),
        FieldRow.text("evt.category", "The category of the event: file, net, process, memory and so on.",
            EventCategory::of),
        FieldRow
            .number("evt.cpu", INT16, "The number of the processor on which the event occurred.", (e, out) -> out.set(e.cpu()))
            .format(Format.ID),
        FieldRow.number("evt.count", UINT32, "Always 1.", (e, out) -> out.set(1)));
  }

  /**
   * The distance of the event from T. {@code evt.around[T] = D} holds if it is at most D; the compiler makes this
   * comparison.
   */
  private static FieldRow around() {
    return FieldRow.of("evt.around", UINT64, Format.DEC,
        "Milliseconds between the event and the time in the argument, which is in nanoseconds since the epoch.",
        argument -> {
          long center = Long.parseUnsignedLong(FieldArgument.key(argument));
          return (FieldReader.OfNumber) (e, out) -> out.set(Math.ceilDiv(Math.abs(e.timestampNanos() - center), MILLISECOND));
        })
        .withArgument(Argument.REQUIRED_INDEX).flags(FILTER_ONLY, NO_RIGHT_HAND_SIDE, NO_TRANSFORMER);
  }

  private static FieldReader typeIs(@Nullable String argument) {
    String wanted = FieldArgument.key(argument);
    if (!FieldArgument.isIndex(wanted) && EventSchema.current().named(wanted).isEmpty()) {
      throw new IllegalArgumentException("unknown event type " + wanted);
    }
    boolean[] matches = EventTraits.table(
        type -> type.name().equals(wanted) || Integer.toString(type.code()).equals(wanted));
    return (FieldReader.OfNumber) (e, out) -> out.set(matches[e.type().code()]);
  }

  private static long delta(Event event) {
    return event.timestampNanos() - event.previousTimestampNanos();
  }
}
