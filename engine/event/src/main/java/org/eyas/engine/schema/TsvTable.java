package org.eyas.engine.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads a tab-separated resource in the package of this class; the first line names the columns. */
public final class TsvTable {
  private TsvTable() {}

  /** All rows after the heading, each padded with empty cells to the width of the heading. */
  public static List<String[]> read(String resource) {
    try (InputStream in =
        Objects.requireNonNull(TsvTable.class.getResourceAsStream(resource), "missing resource " + resource);
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      int width = Objects.requireNonNull(lines.readLine(), "empty resource " + resource).split("\t", -1).length;
      List<String[]> rows = new ArrayList<>(512);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty()) {
          rows.add(padded(line.split("\t", -1), width));
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  private static String[] padded(String[] cells, int width) {
    if (cells.length >= width) {
      return cells;
    }
    String[] row = new String[width];
    java.util.Arrays.fill(row, "");
    System.arraycopy(cells, 0, row, 0, cells.length);
    return row;
  }
}
