package org.eyas.engine.field.text;

import java.util.Arrays;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.common.TsvTable;
import org.eyas.engine.schema.EventSchema;

/** Linux names for numbers: errors, signals, capabilities ({@code names.tsv}). */
public enum LinuxNumberNames {
  ERRNO,
  SIGNAL,
  CAPABILITY;

  private final Text[] names;

  LinuxNumberNames() {
    String kind = name().toLowerCase(java.util.Locale.ROOT);
    List<String[]> rows = TsvTable.rows(EventSchema.class, "names.tsv").stream().filter(row -> row[0].equals(kind)).toList();
    int last = rows.stream().mapToInt(row -> Integer.parseInt(row[1])).max().orElseThrow();
    names = new Text[last + 1];
    Arrays.fill(names, Text.EMPTY);
    rows.forEach(row -> names[Integer.parseInt(row[1])] = Text.of(row[2]));
  }

  /** The highest number plus one. */
  public int limit() {
    return names.length;
  }

  /** The name of a number; empty if it has none. */
  public Text of(long number) {
    return number >= 0 && number < names.length ? names[(int) number] : Text.EMPTY;
  }
}
