package org.eyas.recipe;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the engine does with a descriptor in its tables because of a call that succeeds: the table {@code descriptors.tsv}. The numbers are
 * those of the probe ({@code descriptors.h}).
 */
public enum DescriptorChange {
  UNCHANGED,
  /** It adds the one that the call returns. */
  RESULT_ADDED,
  /** It may add that of the first argument, if it did not know it. */
  ARGUMENT_ADDED,
  /** It adds the two that the call wrote into the caller's memory. */
  PAIR_ADDED,
  /** A file was opened: it adds the descriptor or, if it keeps no files, removes what had the number. */
  OPENED,
  /** It removes that of the first argument. */
  CLOSED,
  /** It takes that of the first argument for the current directory. */
  ENTERED,
  /** It removes those between two numbers. */
  RANGE_CLOSED,
  /** It does nothing, but rules print the name of the file of the first argument. */
  SHOWN;

  private static final Map<String, DescriptorChange> TABLE =
      TsvResource.read("descriptors.tsv").stream()
          .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> valueOf(row[1].toUpperCase(Locale.ROOT))));

  /** @param syscall the name of a system call, or @ and the name of a tracepoint */
  public static DescriptorChange of(String syscall) {
    return TABLE.getOrDefault(syscall, UNCHANGED);
  }
}
