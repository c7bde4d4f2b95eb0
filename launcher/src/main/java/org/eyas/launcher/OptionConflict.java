package org.eyas.launcher;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Options that cannot be combined, by their keys.
 *
 * @param message in Falco's words
 */
record OptionConflict(Set<String> some, Set<String> others, String message) {
  private static final List<OptionConflict> ALL =
      List.of(
          new OptionConflict(
              Set.of("markdown"), Set.of("format"), "Cannot specify both --markdown and --format options together"),
          new OptionConflict(
              Set.of("disable.rule", "disable.tag"),
              Set.of("only.tag"),
              "You can not specify both disabled (-D/-T) and enabled (-t) rules"));

  static void check(Predicate<String> isGiven) throws UsageException {
    for (OptionConflict conflict : ALL) {
      if (conflict.some().stream().anyMatch(isGiven) && conflict.others().stream().anyMatch(isGiven)) {
        throw new UsageException(conflict.message());
      }
    }
  }
}
