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
  private @Nullable AlertFiller filler;
  private @Nullable AlertFiller fillerWithAddition;

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
    return filler(event).fill(event);
  }

  /** Whether a value of the last {@link #alert} was pending and is missing in it. */
  public boolean sawPending() {
    return printers.mark().isSet();
  }

  /** The alert of an event, whose pending values are read later. */
  public UnfinishedAlert open(Event event) {
    return filler(event).open(event);
  }

  private AlertFiller filler(Event event) {
    return hasAddition(event) ? fillerWithAddition() : filler();
  }

  private boolean hasAddition(Event event) {
    for (FieldUse field : template.addition().fields()) {
      if (printers.printer(field).json(event) instanceof Number value && value.longValue() != 0) {
        return true;
      }
    }
    return false;
  }

  private AlertFiller filler() {
    AlertFiller known = filler;
    if (known == null) {
      known = new AlertFiller(template, printers, timeField);
      filler = known;
    }
    return known;
  }

  private AlertFiller fillerWithAddition() {
    AlertFiller known = fillerWithAddition;
    if (known == null) {
      known = new AlertFiller(template.withAddition(), printers, timeField);
      fillerWithAddition = known;
    }
    return known;
  }
}
