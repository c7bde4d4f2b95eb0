package org.eyas.launcher.line;

import java.util.Arrays;
import java.util.List;

/**
 * The command line of another program, at the end of the command line of {@code eyas run}. The options of that program
 * are not options of Eyas, even without {@code --} before it.
 *
 * @param before the words before the program
 * @param words the program and its arguments; empty if there is none
 */
public record TracedCommand(String[] before, List<String> words) {
  /**
   * Overrides for a run with another program: standard error is also that of the program, so Eyas writes only alerts
   * and warnings there by default.
   */
  static final List<String> OVERRIDES = List.of("log_level=warning", "log_syslog=false");

  private static final String END = "--";

  /** A command line that contains no other program. */
  static TracedCommand none(String[] args) {
    return new TracedCommand(args, List.of());
  }

  /**
   * Finds the first word that is neither an option nor the value of one.
   *
   * @param args the command line, which begins with the subcommand
   * @param known the options of the subcommand
   */
  static TracedCommand in(String[] args, List<OptionDefinition> known) {
    int first = 1;
    while (first < args.length && args[first].startsWith("-") && !args[first].equals(END)) {
      String word = args[first];
      boolean hasValue = known.stream().anyMatch(option -> option.takesValue() && option.spellings().contains(word));
      first += hasValue ? 2 : 1;
    }
    int end = Math.min(first, args.length);
    int begin = end < args.length && args[end].equals(END) ? end + 1 : end;
    return new TracedCommand(Arrays.copyOf(args, end), List.of(args).subList(begin, args.length));
  }
}
