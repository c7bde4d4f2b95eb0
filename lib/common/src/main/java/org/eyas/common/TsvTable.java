package org.eyas.common;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads a tab-separated table that is a resource of a jar, in UTF-8. Lines that begin with # are comments. The first other
 * line names the columns, and each further line is a row with all of them; a cell may be empty.
 */
public final class TsvTable {
  private TsvTable() {}

  /** Reads all rows as cells: {@link #rows(Class, String, Function)}. */
  public static List<String[]> rows(Class<?> neighbor, String file) {
    return rows(neighbor, file, cells -> cells);
  }

  /**
   * Reads all rows, in the order of the table.
   *
   * @param neighbor a class in the package that contains the table
   * @param file the name of the table in this package
   * @param row makes a row from its cells
   * @throws IllegalStateException if the table is missing or damaged, or if {@code row} refuses a row; the message names
   *     the table, the line and the reason
   */
  public static <T> List<T> rows(Class<?> neighbor, String file, Function<String[], T> row) {
    InputStream in = neighbor.getResourceAsStream(file);
    if (in == null) {
      throw new IllegalStateException("the table " + file + " is missing from the jar");
    }
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return rows(file, reader.lines().toList(), row);
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalStateException("the table " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static <T> List<T> rows(String file, List<String> lines, Function<String[], T> row) {
    List<T> rows = new ArrayList<>(lines.size());
    int columns = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String[] cells = line.split("\t", -1);
      boolean comment = line.startsWith("#");
      if (!comment && columns == 0) {
        columns = cells.length;
      } else if (!comment) {
        try {
          rows.add(row.apply(complete(cells, columns)));
        } catch (RuntimeException e) {
          throw new IllegalStateException(file + ":" + (i + 1) + ": " + e.getMessage(), e);
        }
      }
    }
    return rows;
  }

  private static String[] complete(String[] cells, int columns) {
    if (cells.length != columns) {
      throw new IllegalArgumentException("the row has " + cells.length + " columns, the heading has " + columns);
    }
    return cells;
  }
}
