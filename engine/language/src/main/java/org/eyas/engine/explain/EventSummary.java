package org.eyas.engine.explain;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.event.Event;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.FieldPrinter;

/** A short label for an event: {@code openat by cat, /etc/passwd}. For one thread. */
final class EventSummary {
  private static final List<String> BEFORE = List.of("", " by ", ", ");
  private static final List<String> FIELDS = List.of("evt.type", "proc.name", "fd.name");

  /** The printed values of fields of unknown processes and descriptors. */
  private static final List<String> UNKNOWN = List.of("", "<NA>");

  private final List<FieldPrinter> printers = new ArrayList<>();
  private final List<String> words = new ArrayList<>();

  /** Fields that a source does not have are omitted. */
  EventSummary(FieldCatalog catalog) {
    for (int i = 0; i < FIELDS.size(); i++) {
      String before = BEFORE.get(i);
      catalog.find(FIELDS.get(i), null).ifPresent(use -> {
        printers.add(new FieldPrinter(use));
        words.add(before);
      });
    }
  }

  String of(Event event) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < printers.size(); i++) {
      append(printers.get(i), words.get(i), event, text);
    }
    return text.isEmpty() ? event.type().name() : text.toString();
  }

  private static void append(FieldPrinter printer, String before, Event event, StringBuilder text) {
    int length = text.length();
    text.append(length == 0 ? "" : before);
    int start = text.length();
    try {
      if (printer.appendText(event, text) && !UNKNOWN.contains(text.substring(start))) {
        return;
      }
    } catch (RuntimeException e) {
      // If a field fails, the label still contains the others.
      text.setLength(length);
      return;
    }
    text.setLength(length);
  }
}
