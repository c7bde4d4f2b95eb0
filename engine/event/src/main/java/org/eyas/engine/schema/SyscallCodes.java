package org.eyas.engine.schema;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.data.Text;
import org.eyas.common.TsvTable;
import org.jspecify.annotations.Nullable;

/**
 * The codes of system calls (PPM_SC, {@code sc_codes.tsv}), which generic events contain, and their names. The table
 * {@code syscall_events.tsv} lists the system calls whose event has another name.
 */
public final class SyscallCodes {
  private static final Text UNKNOWN = Text.of("unknown");
  private static final Text[] NAMES = read();
  private static final Map<String, Integer> CODES = index();
  private static final Map<String, String> EVENTS = events();

  private SyscallCodes() {}

  /** The name of a code; "unknown" if the code is not in the table. */
  public static Text name(int code) {
    return code >= 0 && code < NAMES.length ? NAMES[code] : UNKNOWN;
  }

  /** The code of a name, or null. */
  public static @Nullable Integer code(String name) {
    return CODES.get(name);
  }

  /**
   * The name of the event for a code. If the system call has no event of its own, that is the name of the call. Empty
   * if there is no such system call.
   */
  public static String eventName(int code) {
    String name = name(code).toString();
    return name.equals("unknown") ? "" : EVENTS.getOrDefault(name, name);
  }

  public static int count() {
    return NAMES.length;
  }

  /** The names of the system calls without an event of their own, which the generic event contains. */
  public static List<String> generic() {
    Set<String> specific = new HashSet<>(EventSchema.current().names());
    TsvTable.rows(EventSchema.class, "syscall_events.tsv").forEach(row -> specific.add(row[0]));
    specific.add(UNKNOWN.toString());
    return Arrays.stream(NAMES).map(Text::toString).filter(name -> !specific.contains(name)).toList();
  }

  private static Text[] read() {
    List<String[]> rows = TsvTable.rows(EventSchema.class, "sc_codes.tsv");
    int last = rows.stream().mapToInt(row -> Integer.parseInt(row[0])).max().orElseThrow();
    Text[] names = new Text[last + 1];
    Arrays.fill(names, UNKNOWN);
    for (String[] row : rows) {
      names[Integer.parseInt(row[0])] = Text.of(row[1]);
    }
    return names;
  }

  private static Map<String, String> events() {
    Map<String, String> events = new HashMap<>();
    TsvTable.rows(EventSchema.class, "syscall_events.tsv").forEach(row -> events.put(row[0], row[1]));
    return Map.copyOf(events);
  }

  private static Map<String, Integer> index() {
    Map<String, Integer> codes = new HashMap<>();
    for (int i = 0; i < NAMES.length; i++) {
      codes.put(NAMES[i].toString(), i);
    }
    return Map.copyOf(codes);
  }
}
