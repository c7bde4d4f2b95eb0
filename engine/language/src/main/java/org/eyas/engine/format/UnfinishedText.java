package org.eyas.engine.format;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.event.Event;
import org.eyas.engine.field.FieldPrinter;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.field.PendingValueMark;
import org.jspecify.annotations.Nullable;

/**
 * A filled template with pending values. All other values were read at the event, for the text and for the fields of
 * the alert.
 */
final class UnfinishedText {
  /** A pending value in the text, and the text before it. */
  private record Gap(String before, FieldPrinter printer, int width) {}

  /** A pending value among the fields of the alert. */
  private record Empty(FieldPrinter printer, int place) {}

  private final Event event;
  private final FieldPrinters printers;
  private final PendingValueMark mark;
  private final @Nullable Object[] values;
  private final StringBuilder known = new StringBuilder();
  private final List<Gap> gaps = new ArrayList<>();
  private final List<Empty> empties = new ArrayList<>();

  /** @param values receives the values of all fields, now or when the text is completed */
  UnfinishedText(Event event, FieldPrinters printers, @Nullable Object[] values) {
    this.event = event;
    this.printers = printers;
    this.values = values;
    mark = printers.mark();
    mark.testAndClear();
  }

  void append(String text) {
    known.append(text);
  }

  /** Reads a value that the text has, but not the fields. */
  void readPrinted(FieldUse printed, FieldPrinter printer, int width) {
    int start = known.length();
    OutputWriter.append(printer, width, event, known);
    if (mark.testAndClear()) {
      known.setLength(start);
      gap(printers.printerOfPending(printed, event), width);
      mark.testAndClear();
    }
  }

  /** Reads a value that the fields have, but not the text. */
  void readCarried(FieldPrinter printer, int place) {
    values[place] = printer.json(event);
    if (mark.testAndClear()) {
      empties.add(new Empty(printer, place));
    }
  }

  /** Reads a value that both the text and the fields have. */
  void readPrintedAndCarried(FieldPrinter printer, int place) {
    Object value = printer.json(event);
    if (mark.testAndClear()) {
      gap(printer, 0);
      empties.add(new Empty(printer, place));
    } else {
      values[place] = value;
      known.append(value == null ? OutputWriter.MISSING : value);
    }
  }

  private void gap(FieldPrinter printer, int width) {
    gaps.add(new Gap(known.toString(), printer, width));
    known.setLength(0);
  }

  /**
   * Appends the whole text and sets the fields that were pending. A value that is still pending prints as missing.
   *
   * @param event the event, as it is kept
   */
  void complete(Event event, StringBuilder out) {
    for (Gap gap : gaps) {
      out.append(gap.before());
      OutputWriter.append(gap.printer(), gap.width(), event, out);
    }
    out.append(known);
    for (Empty empty : empties) {
      values[empty.place()] = empty.printer().json(event);
    }
  }
}
