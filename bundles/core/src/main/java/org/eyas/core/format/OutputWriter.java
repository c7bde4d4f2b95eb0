package org.eyas.core.format;

import java.util.List;
import java.util.Map;
import org.eyas.api.event.Event;
import org.eyas.core.field.FieldPrinter;
import org.jspecify.annotations.Nullable;

/** Fills a template in with an event's values. Used by one loop's thread. */
public final class OutputWriter {
  private static final String MISSING = "<NA>";

  private record Carried(String name, FieldPrinter printer) {}

  private final OutputTemplate template;
  private final FieldPrinters printers;
  private @Nullable List<Carried> carried;

  public OutputWriter(OutputTemplate template, FieldPrinters printers) {
    this.template = template;
    this.printers = printers;
  }

  /** Appends the text; what is missing reads {@code <NA>}. */
  public void append(Event event, StringBuilder out) {
    for (Segment segment : template.segments()) {
      switch (segment) {
        case Segment.Literal literal -> out.append(literal.text());
        case Segment.Field field -> append(field, event, out);
      }
    }
  }

  private void append(Segment.Field field, Event event, StringBuilder out) {
    int start = out.length();
    if (!printers.printer(field.printed()).appendText(event, out)) {
      out.setLength(start);
      out.append(MISSING);
    }
    if (field.width() > 0) {
      fit(out, start, field.width());
    }
  }

  private static void fit(StringBuilder out, int start, int width) {
    int length = out.length() - start;
    if (length > width) {
      out.setLength(start + width);
    } else {
      out.repeat(' ', width - length);
    }
  }

  /** Puts the values of all fields, null where there is none, under their names as written. */
  public void putFields(Event event, Map<String, @Nullable Object> fields) {
    List<Carried> all = carried;
    if (all == null) {
      all = template.fields().stream().map(use -> new Carried(use.text(), printers.printer(use))).toList();
      carried = all;
    }
    for (Carried one : all) {
      fields.put(one.name(), one.printer().json(event));
    }
  }
}
