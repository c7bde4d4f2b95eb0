package org.eyas.engine.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Text;
import org.eyas.common.TsvTable;

/** Names for the bits or values of one parameter, in the order of the search ({@code flags.tsv}). */
public final class FlagTable {
  private static final FlagTable NONE = new FlagTable(List.of());
  private static final Map<String, FlagTable> TABLES = read();

  private final Text[] names;
  private final long[] values;

  private FlagTable(List<String[]> rows) {
    names = new Text[rows.size()];
    values = new long[rows.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = Text.of(rows.get(i)[1]);
      values[i] = Long.decode(rows.get(i)[2]);
    }
  }

  /** The table with this name, such as {@code file_flags}; an empty table if there is none. */
  public static FlagTable named(String name) {
    return TABLES.getOrDefault(name, NONE);
  }

  public int size() {
    return names.length;
  }

  public Text name(int index) {
    return names[index];
  }

  public long value(int index) {
    return values[index];
  }

  /**
   * The bits or the value of a name.
   *
   * @throws IllegalArgumentException if the table does not contain the name
   */
  public long value(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].toString().equals(name)) {
        return values[i];
      }
    }
    throw new IllegalArgumentException("no flag has the name " + name);
  }

  private static Map<String, FlagTable> read() {
    Map<String, List<String[]>> rows = new HashMap<>();
    for (String[] row : TsvTable.rows(EventSchema.class, "flags.tsv")) {
      rows.computeIfAbsent(row[0], n -> new ArrayList<>()).add(row);
    }
    Map<String, FlagTable> tables = new HashMap<>();
    rows.forEach((name, list) -> tables.put(name, new FlagTable(list)));
    return Map.copyOf(tables);
  }
}
