package org.eyas.payload;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.eyas.common.TsvTable;
import org.jspecify.annotations.Nullable;

/**
 * A table that assigns values of an alert to places of a document. The tables are the files of this package that end
 * with .tsv:
 *
 * <pre>
 *   place   conversion   names      the first name that has a value
 *   place   =            constant
 *   place   fields                  all fields, with their types
 *   place   labels                  all fields, as texts
 * </pre>
 *
 * <p>The last column may be a condition: one of the places in it must have a value. The first row with a value sets
 * a place. A place that ends with [] is a list and gets the values of all rows. Immutable. Used by the thread of the
 * output.
 */
final class DocumentLayout {
  private record Row(String place, String kind, List<String> names, List<String> condition) {
    static Row of(String[] columns) {
      return new Row(columns[0], columns[1], words(columns[2]), words(columns[3]));
    }

    private static List<String> words(String column) {
      return column.isEmpty() ? List.of() : List.of(column.split(" "));
    }

    boolean isOpen(Set<String> placed) {
      boolean free = place.endsWith("[]") || !placed.contains(place);
      return free && (condition.isEmpty() || condition.stream().anyMatch(placed::contains));
    }

    @Nullable
    Object value(TemplateAlertValues alert) {
      return switch (kind) {
        case "=" -> constant(String.join(" ", names));
        case "fields" -> alert.outputFields();
        case "labels" -> alert.labels();
        default -> converted(alert, ValueConversion.valueOf(kind.toUpperCase(Locale.ROOT)));
      };
    }

    private static Object constant(String text) {
      return switch (text) {
        case "true" -> true;
        case String number when number.matches("[0-9]+") -> Long.valueOf(number);
        default -> text;
      };
    }

    private @Nullable Object converted(TemplateAlertValues alert, ValueConversion conversion) {
      for (String name : names) {
        Object value = alert.layoutValue(name);
        Object converted = value == null ? null : conversion.of(value);
        if (converted != null) {
          return converted;
        }
      }
      return null;
    }
  }

  private final List<Row> rows;

  private DocumentLayout(List<Row> rows) {
    this.rows = rows;
  }

  /** Reads a table of this package. */
  static DocumentLayout of(String file) {
    return new DocumentLayout(TsvTable.rows(DocumentLayout.class, file, Row::of));
  }

  /** Passes each place for which the alert has a value to the consumer, in the order of the table. */
  void forEach(TemplateAlertValues alert, BiConsumer<String, Object> place) {
    Set<String> placed = new HashSet<>();
    for (Row row : rows) {
      Object value = row.isOpen(placed) ? row.value(alert) : null;
      if (value != null) {
        placed.add(row.place());
        place.accept(row.place(), value);
      }
    }
  }

  /** The names that the table uses. */
  List<String> names() {
    return rows.stream().filter(row -> !row.kind().equals("=")).flatMap(row -> row.names().stream()).distinct().toList();
  }
}
