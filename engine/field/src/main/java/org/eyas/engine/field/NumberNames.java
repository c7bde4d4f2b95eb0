package org.eyas.engine.field;

import java.util.Arrays;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.engine.schema.Table;

/** Linux names for numbers: errors, signals, capabilities ({@code names.tsv}). */
enum NumberNames {
  ERRNO,
  SIGNAL,
  CAPABILITY;

  private final Text[] names;

  NumberNames() {
    String kind = name().toLowerCase(java.util.Locale.ROOT);
    List<String[]> rows = Table.read("names.tsv").stream().filter(row -> row[0].equals(kind)).toList();
    int last = rows.stream().mapToInt(row -> Integer.parseInt(row[1])).max().orElseThrow();
    names = new Text[last + 1];
    Arrays.fill(names, Text.EMPTY);
    rows.forEach(row -> names[Integer.parseInt(row[1])] = Text.of(row[2]));
  }

  /** The highest number plus one. */
  int limit() {
    return names.length;
  }

  /** The name of a number; empty if it has none. */
  Text of(long number) {
    return number >= 0 && number < names.length ? names[(int) number] : Text.EMPTY;
  }
}
