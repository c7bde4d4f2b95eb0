package org.eyas.core.format;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * Makes the alerts of one rule. Used by one loop's thread.
 *
 * <p>An alert's fields are those of the output, the time of the event under {@code timeField}, and the extra fields of
 * {@code append_output}; in this order, so that the later wins.
 */
public final class AlertWriter {
  private record Extra(ExtraField field, OutputWriter writer) {}

  private final AlertTemplate template;
  private final String timeField;
  private final OutputWriter message;
  private final List<Extra> extras = new ArrayList<>();

  /**
   * A writer for one loop.
   *
   * @param timeField {@code evt.time}, or {@code evt.time.iso8601} with {@code time_format_iso_8601}
   */
  public AlertWriter(AlertTemplate template, FieldPrinters printers, String timeField) {
    this.template = template;
    this.timeField = timeField;
    this.message = new OutputWriter(template.message(), printers);
    for (ExtraField field : template.extraFields()) {
      extras.add(new Extra(field, new OutputWriter(field.template(), printers)));
    }
  }

  public Alert alert(Event event) {
    StringBuilder text = new StringBuilder(400);
    message.append(event, text);
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    message.putFields(event, fields);
    fields.put(timeField, event.timestampNanos());
    for (Extra extra : extras) {
      put(extra, event, fields);
    }
    return new Alert(
        event.timestampNanos(),
        template.priority(),
        template.rule(),
        template.source(),
        text.toString(),
        fields,
        template.tags());
  }

  private static void put(Extra extra, Event event, SortedMap<String, @Nullable Object> fields) {
    String key = extra.field().key();
    if (extra.field().raw()) {
      SortedMap<String, @Nullable Object> own = new TreeMap<>();
      extra.writer().putFields(event, own);
      fields.put(key, own.get(key));
      return;
    }
    StringBuilder text = new StringBuilder();
    extra.writer().append(event, text);
    fields.put(key, text.toString());
  }
}
