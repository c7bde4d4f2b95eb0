package org.eyas.recipe;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eyas.common.TsvTable;

/**
 * The importance of the events of a system call when there is little room for events, as {@code ranks.tsv} lists it. A
 * driver that uses ranks reads them once, before it starts.
 */
public enum EventRank {
  /**
   * The calls of which floods consist: opens, reads, connects. Calls that fail, and calls that are not in the table,
   * also have this rank.
   */
  BULK,
  /**
   * The calls without which the tables of processes and descriptors would have wrong entries, such as the name of a
   * closed file.
   */
  UPKEEP,
  /** The start of programs, and calls that change the rights of a process or the configuration of the machine. */
  URGENT;

  private static final Map<String, EventRank> TABLE =
      TsvTable.rows(RecipeTable.class, "ranks.tsv").stream()
          .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> valueOf(row[1].toUpperCase(Locale.ROOT))));

  /** @param syscall the name of a system call, or @ and the name of a tracepoint */
  public static EventRank of(String syscall) {
    return TABLE.getOrDefault(syscall, BULK);
  }
}
