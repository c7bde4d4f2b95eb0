package org.eyas.driver.ebpf.recipe;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts numbers of the kernel to the scap encoding, with the rows of {@code rows.tsv}: if {@code (value & mask) == match},
 * {@code scap} is added to the result.
 */
final class Translations {
  static final int ROW_BYTES = 12;

  private final List<int[]> rows = new ArrayList<>();
  private final Map<String, Range> ranges = new LinkedHashMap<>();

  Translations() {
    for (String[] line : TsvResource.read("rows.tsv")) {
      ranges.merge(line[0], new Range(rows.size(), 1), (known, one) -> known.longer());
      rows.add(new int[] {Long.decode(line[1]).intValue(), Long.decode(line[2]).intValue(), Long.decode(line[3]).intValue()});
    }
  }

  Range range(String table) {
    Range range = ranges.get(table);
    if (range == null) {
      throw new IllegalArgumentException("rows.tsv has no table '" + table + "'");
    }
    return range;
  }

  int count() {
    return rows.size();
  }

  void write(ByteBuffer to) {
    rows.forEach(row -> to.putInt(row[0]).putInt(row[1]).putInt(row[2]));
  }

  /** The position of a table's rows. */
  record Range(int first, int count) {
    static final Range NONE = new Range(0, 0);

    Range longer() {
      return new Range(first, count + 1);
    }
  }
}
