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
  private @Nullable AlertFiller form;
  private @Nullable AlertFiller formWithAddition;

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
    printers.mark().testAndClear();
    return form(event).fill(event);
  }

  /** Whether a value of the last {@link #alert} was pending and is missing in it. */
  public boolean sawPending() {
    return printers.mark().isSet();
  }

  /** The alert of an event, whose pending values are read later. */
  public UnfinishedAlert open(Event event) {
    return form(event).open(event);
  }

  private AlertFiller form(Event event) {
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

  private AlertFiller form() {
    AlertFiller known = form;
    if (known == null) {
      known = new AlertFiller(template, printers, timeField);
      form = known;
    }
    return known;
  }

  private AlertFiller formWithAddition() {
    AlertFiller known = formWithAddition;
    if (known == null) {
      known = new AlertFiller(template.withAddition(), printers, timeField);
      formWithAddition = known;
    }
    return known;
  }
}
