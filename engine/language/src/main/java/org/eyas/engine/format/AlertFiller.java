package org.eyas.engine.format;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertFields;
import org.eyas.api.event.Event;
import org.eyas.engine.field.FieldUse;
import org.jspecify.annotations.Nullable;

/**
 * Fills the alerts of one rule. Keeps the parts that do not depend on the event: the places of the values, and the
 * shared objects, which are created once.
 *
 * <p>An alert has the fields of the output, the time of the event as {@code timeField}, and the extra fields of {@code
 * append_output}; in this order, so that later fields win.
 */
final class AlertFiller {
  /** @param place the place of its value in the alert */
  private record Extra(ExtraAlertField field, OutputWriter writer, AlertFields.Names names, int place) {}

  private record OpenExtra(Extra of, UnfinishedText text, @Nullable Object[] own) {}

  private final AlertTemplate template;
  private final StringBuilder text;
  private final AlertFields.Names names;
  private final OutputWriter message;
  private final int timePlace;
  private final List<Extra> extras = new ArrayList<>();
  private final FieldPrinters printers;

  AlertFiller(AlertTemplate template, FieldPrinters printers, String timeField) {
    this.template = template;
    this.printers = printers;
    text = printers.scratch();
    List<String> all = carried(template.message());
    all.add(timeField);
    template.extraFields().forEach(extra -> all.add(extra.key()));
    names = AlertFields.Names.of(all);
    timePlace = names.place(timeField);
    message = new OutputWriter(template.message(), printers, names);
    for (ExtraAlertField field : template.extraFields()) {
      AlertFields.Names own = AlertFields.Names.of(carried(field.template()));
      OutputWriter writer = new OutputWriter(field.template(), printers, own);
      extras.add(new Extra(field, writer, own, names.place(field.key())));
    }
  }

  private static List<String> carried(OutputTemplate template) {
    List<String> carried = new ArrayList<>();
    template.fields().forEach((FieldUse use) -> carried.add(use.text()));
    return carried;
  }

  Alert fill(Event event) {
    @Nullable Object[] values = new Object[names.size()];
    text.setLength(0);
    message.write(event, text, values);
    String written = text.toString();
    values[timePlace] = event.timestampNanos();
    for (Extra extra : extras) {
      values[extra.place()] = value(extra, event);
    }
    return alert(event.timestampNanos(), event.threadId(), written, values);
  }

  private Alert alert(long nanos, long threadId, String written, @Nullable Object[] values) {
    return new Alert(
        nanos, template.priority(), template.rule(), template.source(), written, names.with(values), template.tags(),
        Math.max(0, threadId));
  }

  private @Nullable Object value(Extra extra, Event event) {
    @Nullable Object[] own = new Object[extra.names().size()];
    text.setLength(0);
    extra.writer().write(event, text, own);
    return value(extra, own);
  }

  private @Nullable Object value(Extra extra, @Nullable Object[] own) {
    return extra.field().raw() ? extra.names().with(own).get(extra.field().key()) : text.toString();
  }

  /** The alert of an event, whose pending values are read later. */
  UnfinishedAlert open(Event event) {
    long nanos = event.timestampNanos();
    long threadId = event.threadId();
    @Nullable Object[] values = new Object[names.size()];
    UnfinishedText written = message.open(event, printers, values);
    List<OpenExtra> open = extras.stream().map(extra -> open(extra, event)).toList();
    return new UnfinishedAlert(known -> complete(known, nanos, threadId, written, open, values), printers.mark());
  }

  private OpenExtra open(Extra extra, Event event) {
    @Nullable Object[] own = new Object[extra.names().size()];
    return new OpenExtra(extra, extra.writer().open(event, printers, own), own);
  }

  private Alert complete(Event event, long nanos, long threadId, UnfinishedText written, List<OpenExtra> open,
      @Nullable Object[] values) {
    text.setLength(0);
    written.complete(event, text);
    String whole = text.toString();
    @Nullable Object[] all = values.clone();
    all[timePlace] = nanos;
    for (OpenExtra extra : open) {
      text.setLength(0);
      extra.text().complete(event, text);
      all[extra.of().place()] = value(extra.of(), extra.own());
    }
    return alert(nanos, threadId, whole, all);
  }
}
