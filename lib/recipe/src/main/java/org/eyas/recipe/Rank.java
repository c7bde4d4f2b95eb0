package org.eyas.recipe;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How important the events of a system call are when there is little room for events: the table {@code ranks.tsv}. A driver that
 * knows ranks reads them once, before it starts.
 */
public enum Rank {
  /** What floods consist of: opens, reads, connects. All calls that are not in the table have this rank, and calls that fail. */
  BULK,
  /** Without them the engine would have wrong entries in its tables of processes and descriptors, such as the name of a closed file. */
  UPKEEP,
  /** Programs that start, and calls that change what a process or the machine may do. */
  URGENT;

  private static final Map<String, Rank> TABLE =
      TsvResource.read("ranks.tsv").stream()
          .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> valueOf(row[1].toUpperCase(Locale.ROOT))));

  /** @param syscall the name of a system call, or @ and the name of a tracepoint */
  public static Rank of(String syscall) {
    return TABLE.getOrDefault(syscall, BULK);
  }
}
