package org.eyas.engine.field.syscall;

import static org.eyas.api.event.ValueType.ABSTIME;
import static org.eyas.api.event.ValueType.RELTIME;
import static org.eyas.api.event.ValueType.UINT64;

import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.engine.field.BuiltTextReader;
import org.eyas.engine.field.FieldRow;
import org.eyas.engine.field.param.EventNames;
import org.eyas.engine.field.param.EventTraits;
import org.eyas.engine.field.text.TimeText;

/** Fields that events of every source have: number, times and source. */
final class AnyEventFields {
  static final long SECOND = 1_000_000_000L;

  private AnyEventFields() {}

  static List<FieldRow> all() {
    return List.of(
        FieldRow.number("evt.num", UINT64, "The number of the event, counted from 1.", (e, out) -> out.set(e.sequence()))
            .format(Format.ID),
        BuiltTextReader.field("evt.time", "The time of day in local time, with nanoseconds.", (e, out) -> {
          TimeText.appendClock(e.timestampNanos(), out);
          TimeText.appendFraction(e.timestampNanos(), out);
          return true;
        }),
        BuiltTextReader.field("evt.time.s", "The time of day in local time, in seconds.", (e, out) -> {
          TimeText.appendClock(e.timestampNanos(), out);
          return true;
        }),
        BuiltTextReader.field("evt.time.iso8601", "Date and time in UTC as in ISO 8601, with nanoseconds.", (e, out) -> {
          TimeText.appendIso8601(e.timestampNanos(), out);
          return true;
        }),
        BuiltTextReader.field("evt.datetime", "Date and time in local time, with nanoseconds.", (e, out) -> {
          TimeText.appendDateAndClock(e.timestampNanos(), out);
          TimeText.appendFraction(e.timestampNanos(), out);
          return true;
        }),
        BuiltTextReader.field("evt.datetime.s", "Date and time in local time, in seconds.", (e, out) -> {
          TimeText.appendDateAndClock(e.timestampNanos(), out);
          return true;
        }),
        FieldRow.number("evt.rawtime", ABSTIME, "Nanoseconds since the epoch.", (e, out) -> out.set(e.timestampNanos())),
        FieldRow.number("evt.rawtime.s", ABSTIME, "Whole seconds since the epoch.",
            (e, out) -> out.set(e.timestampNanos() / SECOND)),
        FieldRow.number("evt.rawtime.ns", ABSTIME, "Nanoseconds since the last whole second.",
            (e, out) -> out.set(e.timestampNanos() % SECOND)).format(Format.PADDED_DEC),
        FieldRow.number("evt.reltime", RELTIME, "Nanoseconds since the first event.", (e, out) -> out.set(sinceFirst(e)))
            .format(Format.PADDED_DEC),
        FieldRow.number("evt.reltime.s", RELTIME, "Whole seconds since the first event.",
            (e, out) -> out.set(sinceFirst(e) / SECOND)),
        FieldRow.number("evt.reltime.ns", RELTIME, "evt.reltime without its whole seconds, in nanoseconds.",
            (e, out) -> out.set(sinceFirst(e) % SECOND)).format(Format.PADDED_DEC),
        FieldRow.text("evt.pluginname", "The plugin the event comes from; absent in system calls.", e -> Text.ABSENT),
        FieldRow.text("evt.plugininfo", "The text of the plugin for the event; absent in system calls.", e -> Text.ABSENT),
        FieldRow.text("evt.source", "The event source: syscall, k8s_audit.", Event::source),
        FieldRow.truth("evt.is_async", "Whether the event is asynchronous: not from the kernel, but added by another part.",
            (e, out) -> out.set(EventTraits.isMeta(e))),
        FieldRow.text("evt.asynctype", "The name of an asynchronous event.",
            e -> EventTraits.isMeta(e) ? EventNames.of(e) : Text.ABSENT),
        FieldRow.textPerUse("evt.hostname", "The name of this host, or FALCO_HOSTNAME; in a replay, of the recorded one.",
            argument -> LocalHostName.reader()));
  }

  private static long sinceFirst(Event event) {
    return event.timestampNanos() - event.firstTimestampNanos();
  }

}
