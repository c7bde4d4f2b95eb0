package org.eyas.engine.format;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.alert.AlertFields;
import org.eyas.api.event.Event;
import org.eyas.engine.field.FieldPrinter;
import org.eyas.engine.field.FieldUse;
import org.jspecify.annotations.Nullable;

/**
 * Fills a template with the values of an event, and puts these values among an alert's fields. Used by the thread of one
 * event loop.
 */
final class OutputWriter {
  static final String MISSING = "<NA>";

  /** The data that one segment needs. */
  private sealed interface Part {}

  private record Literal(String text) implements Part {}

  /** A field whose value is its text: read once for both. */
  private record TextField(FieldPrinter printer, int place) implements Part {}

  private record OtherField(FieldUse printed, FieldPrinter printer, int width, List<TextField> carried) implements Part {}

  private final List<Part> parts = new ArrayList<>();

  /** @param names the names of the alert's fields, including those of the template */
  OutputWriter(OutputTemplate template, FieldPrinters printers, AlertFields.Names names) {
    for (TemplateSegment segment : template.segments()) {
      parts.add(
          switch (segment) {
            case TemplateSegment.Literal literal -> new Literal(literal.text());
            case TemplateSegment.Field field -> part(field, printers, names);
          });
    }
  }

  private static Part part(TemplateSegment.Field field, FieldPrinters printers, AlertFields.Names names) {
    List<TextField> carried = new ArrayList<>();
    for (FieldUse use : field.carried()) {
      carried.add(new TextField(printers.printer(use), names.place(use.text())));
    }
    FieldPrinter printed = printers.printer(field.printed());
    boolean itself = carried.size() == 1 && carried.getFirst().printer() == printed;
    return itself && field.width() == 0 && printed.isText()
        ? carried.getFirst()
        : new OtherField(field.printed(), printed, field.width(), carried);
  }

  /**
   * Appends the text; missing values are printed as {@code <NA>}.
   *
   * @param values receives the values of all fields, null if there is none, at the places of their names
   */
  void write(Event event, StringBuilder out, @Nullable Object[] values) {
    for (int i = 0; i < parts.size(); i++) {
      switch (parts.get(i)) {
        case Literal(String text) -> out.append(text);
        case TextField(FieldPrinter printer, int place) -> {
          Object value = printer.json(event);
          values[place] = value;
          out.append(value == null ? MISSING : value);
        }
        case OtherField field -> write(field, event, out, values);
      }
    }
  }

  private static void write(OtherField field, Event event, StringBuilder out, @Nullable Object[] values) {
    append(field.printer(), field.width(), event, out);
    for (TextField carried : field.carried()) {
      values[carried.place()] = carried.printer().json(event);
    }
  }

  /** Appends one value in its width. */
  static void append(FieldPrinter printer, int width, Event event, StringBuilder out) {
    int start = out.length();
    if (!printer.appendText(event, out)) {
      out.setLength(start);
      out.append(MISSING);
    }
    if (width > 0) {
      fit(out, start, width);
    }
  }

  /** Reads the values of an event except those that are pending. */
  UnfinishedText open(Event event, FieldPrinters printers, @Nullable Object[] values) {
    UnfinishedText open = new UnfinishedText(event, printers, values);
    for (Part part : parts) {
      switch (part) {
        case Literal(String text) -> open.append(text);
        case TextField(FieldPrinter printer, int place) -> open.readPrintedAndCarried(printer, place);
        case OtherField field -> {
          open.readPrinted(field.printed(), field.printer(), field.width());
          field.carried().forEach(carried -> open.readCarried(carried.printer(), carried.place()));
        }
      }
    }
    return open;
  }

  private static void fit(StringBuilder out, int start, int width) {
    int length = out.length() - start;
    if (length > width) {
      out.setLength(start + width);
    } else {
      out.repeat(' ', width - length);
    }
  }
}
