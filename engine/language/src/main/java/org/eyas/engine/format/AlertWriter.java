package org.eyas.engine.format;

import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.engine.field.FieldUse;
import org.jspecify.annotations.Nullable;

/**
 * Creates the alerts of one rule. Used by the thread of one event loop. Most rules never fire, so its data is created with
 * the first alert.
 */
public final class AlertWriter {
  private final AlertTemplate template;
  private final FieldPrinters printers;
  private final String timeField;
  private @Nullable AlertForm form;
  private @Nullable AlertForm formWithAddition;

  /**
   * Creates a writer for one event loop.
   *
   * @param timeField {@code evt.time}, or {@code evt.time.iso8601} with {@code time_format_iso_8601}
   */
  public AlertWriter(AlertTemplate template, FieldPrinters printers, String timeField) {
    this.template = template;
    this.printers = printers;
    this.timeField = timeField;
  }

  public Alert alert(Event event) {
    printers.mark().take();
    return form(event).fill(event);
  }

  /** Whether a value of the last {@link #alert} was pending and is missing in it. */
  public boolean sawPending() {
    return printers.mark().isSet();
  }

  /** The alert of an event, whose pending values are read later. */
  public OpenAlert open(Event event) {
    return form(event).open(event);
  }

  private AlertForm form(Event event) {
    return hasAddition(event) ? formWithAddition() : form();
  }

  private boolean hasAddition(Event event) {
    for (FieldUse field : template.addition().fields()) {
      if (printers.printer(field).json(event) instanceof Number value && value.longValue() != 0) {
        return true;
      }
    }
    return false;
  }

  private AlertForm form() {
    AlertForm known = form;
    if (known == null) {
      known = new AlertForm(template, printers, timeField);
      form = known;
    }
    return known;
  }

  private AlertForm formWithAddition() {
    AlertForm known = formWithAddition;
    if (known == null) {
      known = new AlertForm(template.withAddition(), printers, timeField);
      formWithAddition = known;
    }
    return known;
  }
}
