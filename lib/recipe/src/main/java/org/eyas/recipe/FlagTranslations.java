package org.eyas.recipe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.common.TsvTable;

/**
 * Converts numbers of the kernel to the scap encoding, with the rows of {@code rows.tsv}: if {@code (value & mask) == match},
 * {@code scap} is added to the result.
 */
public final class FlagTranslations {
  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Range> ranges = new LinkedHashMap<>();

  FlagTranslations() {
    for (String[] line : TsvTable.rows(FlagTranslations.class, "rows.tsv")) {
      ranges.merge(line[0], new Range(rows.size(), 1), (known, one) -> known.longer());
      rows.add(new Row(number(line[1]), number(line[2]), number(line[3])));
    }
  }

  Range range(String table) {
    Range range = ranges.get(table);
    if (range == null) {
      throw new IllegalArgumentException("rows.tsv has no table '" + table + "'");
    }
    return range;
  }

  private static int number(String text) {
    return Long.decode(text).intValue();
  }

  /** All rows of all tables; steps name rows by their index here. */
  public List<Row> rows() {
    return Collections.unmodifiableList(rows);
  }

  /**
   * Converts a value with a table.
   *
   * @param first the table's first row
   * @param count the number of its rows
   * @param firstMatch true if one row counts, the first that matches; false if all rows that match count together
   */
  public int convert(int value, int first, int count, boolean firstMatch) {
    int scap = 0;
    for (int i = first; i < first + count; i++) {
      Row row = rows.get(i);
      if ((value & row.mask()) == row.match()) {
        scap |= row.scap();
        if (firstMatch) {
          break;
        }
      }
    }
    return scap;
  }

  /** One row of a table: if {@code (value & mask) == match}, {@code scap} is added to the result. */
  public record Row(int mask, int match, int scap) {}

  /** The position of a table's rows. */
  record Range(int first, int count) {
    static final Range NONE = new Range(0, 0);

    Range longer() {
      return new Range(first, count + 1);
    }
  }
}
