package org.eyas.engine.field;

import static org.eyas.api.event.ValueType.ABSTIME;
import static org.eyas.api.event.ValueType.RELTIME;
import static org.eyas.api.event.ValueType.UINT64;

import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.ParamDefinition.Format;

/** Fields that events of every source have: number, times and source. */
final class AnyEventFields {
  static final long SECOND = 1_000_000_000L;

  private AnyEventFields() {}

  static List<Field> all() {
    return List.of(
        Field.number("evt.num", UINT64, "The number of the event, counted from 1.", (e, out) -> out.set(e.sequence()))
            .format(Format.ID),
        BuiltText.field("evt.time", "The time of day in local time, with nanoseconds.", (e, out) -> {
          TimeText.appendClock(e.timestampNanos(), out);
          TimeText.appendFraction(e.timestampNanos(), out);
          return true;
        }),
        BuiltText.field("evt.time.s", "The time of day in local time, in seconds.", (e, out) -> {
          TimeText.appendClock(e.timestampNanos(), out);
          return true;
        }),
        BuiltText.field("evt.time.iso8601", "Date and time in UTC as in ISO 8601, with nanoseconds.", (e, out) -> {
          TimeText.appendIso8601(e.timestampNanos(), out);
          return true;
        }),
        BuiltText.field("evt.datetime", "Date and time in local time, with nanoseconds.", (e, out) -> {
          TimeText.appendDateAndClock(e.timestampNanos(), out);
          TimeText.appendFraction(e.timestampNanos(), out);
          return true;
        }),
        BuiltText.field("evt.datetime.s", "Date and time in local time, in seconds.", (e, out) -> {
          TimeText.appendDateAndClock(e.timestampNanos(), out);
          return true;
        }),
        Field.number("evt.rawtime", ABSTIME, "Nanoseconds since the epoch.", (e, out) -> out.set(e.timestampNanos())),
        Field.number("evt.rawtime.s", ABSTIME, "Whole seconds since the epoch.",
            (e, out) -> out.set(e.timestampNanos() / SECOND)),
        Field.number("evt.rawtime.ns", ABSTIME, "Nanoseconds since the last whole second.",
            (e, out) -> out.set(e.timestampNanos() % SECOND)).format(Format.PADDED_DEC),
        Field.number("evt.reltime", RELTIME, "Nanoseconds since the first event.", (e, out) -> out.set(sinceFirst(e)))
            .format(Format.PADDED_DEC),
        Field.number("evt.reltime.s", RELTIME, "Whole seconds since the first event.",
            (e, out) -> out.set(sinceFirst(e) / SECOND)),
        Field.number("evt.reltime.ns", RELTIME, "evt.reltime without its whole seconds, in nanoseconds.",
            (e, out) -> out.set(sinceFirst(e) % SECOND)).format(Format.PADDED_DEC),
        Field.text("evt.pluginname", "The plugin the event comes from; absent in system calls.", e -> Text.ABSENT),
        Field.text("evt.plugininfo", "The text of the plugin for the event; absent in system calls.", e -> Text.ABSENT),
        Field.text("evt.source", "The event source: syscall, k8s_audit.", Event::source),
        Field.truth("evt.is_async", "Whether the event is asynchronous: not from the kernel, but added by another part.",
            (e, out) -> out.set(EventTraits.isMeta(e))),
        Field.text("evt.asynctype", "The name of an asynchronous event.",
            e -> EventTraits.isMeta(e) ? EventNames.of(e) : Text.ABSENT),
        Field.textPerUse("evt.hostname", "The name of this host; FALCO_HOSTNAME in the environment replaces it.",
            argument -> HostName.reader()));
  }

  private static long sinceFirst(Event event) {
    return event.timestampNanos() - event.firstTimestampNanos();
  }

}
