package org.eyas.control.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eyas.api.data.VisibleText;

/** A table as aligned text. */
final class AnswerTable {
  private static final String GAP = "  ";

  private AnswerTable() {}

  /** A line of titles and one for each row; the last column is not padded. */
  static List<String> of(List<AnswerRow> rows, String... columns) {
    int[] widths = new int[columns.length];
    List<String[]> cells = new ArrayList<>();
    cells.add(Arrays.stream(columns).map(column -> column.toUpperCase(Locale.ROOT).replace('_', ' ')).toArray(String[]::new));
    rows.forEach(row -> cells.add(Arrays.stream(columns).map(row::text).toArray(String[]::new)));
    for (String[] line : cells) {
      for (int i = 0; i < line.length; i++) {
        widths[i] = Math.max(widths[i], line[i].codePointCount(0, line[i].length()));
      }
    }
    return cells.stream().map(line -> aligned(line, widths)).toList();
  }

  /** The table after an empty line; nothing if there are no rows. */
  static List<String> afterEmptyLine(List<AnswerRow> rows, String... columns) {
    return rows.isEmpty() ? List.of() : Stream.concat(Stream.of(""), of(rows, columns).stream()).toList();
  }

  private static String aligned(String[] line, int[] widths) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < line.length; i++) {
      out.append(line[i]);
      if (i < line.length - 1) {
        out.repeat(' ', widths[i] - line[i].codePointCount(0, line[i].length())).append(GAP);
      }
    }
    return out.toString().stripTrailing();
  }

  /** A line for each value; a value of several lines is below its name. */
  static List<String> details(AnswerRow row) {
    int width = row.values().keySet().stream().mapToInt(String::length).max().orElse(0) + 1;
    List<String> lines = new ArrayList<>();
    row.values().forEach((name, value) -> {
      String title = name.replace('_', ' ') + ":";
      if (value instanceof List<?> list) {
        lines.add(title);
        list.forEach(element -> lines.add(GAP + VisibleText.line(String.valueOf(element))));
      } else if (value instanceof String text && text.contains("\n")) {
        lines.add(title);
        text.lines().forEach(line -> lines.add(GAP + VisibleText.line(line)));
      } else {
        lines.add((title + " ".repeat(width - name.length()) + row.text(name)).stripTrailing());
      }
    });
    return lines;
  }
}
