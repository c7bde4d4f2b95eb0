package org.eyas.recipe;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eyas.common.TsvTable;

/**
 * The change that a successful call makes to the descriptors in the tables of the engine, as {@code descriptors.tsv}
 * lists it. The numbers are those of the probe ({@code descriptors.h}).
 */
public enum DescriptorChange {
  UNCHANGED,
  /** The engine adds the descriptor that the call returns. */
  RESULT_ADDED,
  /** The engine may add the descriptor in the first argument, if it did not know it. */
  ARGUMENT_ADDED,
  /** The engine adds the two descriptors that the call wrote into the memory of the caller. */
  PAIR_ADDED,
  /**
   * A file was opened: the engine adds the descriptor or, if it keeps no files, removes the descriptor that had the
   * number.
   */
  OPENED,
  /** The engine removes the descriptor in the first argument. */
  CLOSED,
  /** The descriptor in the first argument becomes the current directory. */
  ENTERED,
  /** The engine removes the descriptors between two numbers. */
  RANGE_CLOSED,
  /** The tables do not change, but rules print the name of the file in the first argument. */
  SHOWN;

  private static final Map<String, DescriptorChange> TABLE =
      TsvTable.rows(RecipeTable.class, "descriptors.tsv").stream()
          .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> valueOf(row[1].toUpperCase(Locale.ROOT))));

  /** @param syscall the name of a system call, or @ and the name of a tracepoint */
  public static DescriptorChange of(String syscall) {
    return TABLE.getOrDefault(syscall, UNCHANGED);
  }
}
