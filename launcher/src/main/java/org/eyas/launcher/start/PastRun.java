package org.eyas.launcher.start;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run of the engine, as one line of the {@link StartRecord}. Lines have the same length, and the state is at their
 * end, so that a process which ends changes one byte.
 *
 * @param boot the id of the kernel's boot
 * @param startMillis the time of its start since the boot, which does not depend on changes of the clock
 * @param careful whether it read nothing that ordinary users own
 * @param ended whether it ended cleanly
 */
record PastRun(String boot, long startMillis, boolean careful, boolean ended) {
  static final char ENDED = 'e';
  private static final Pattern LINE = Pattern.compile("([0-9a-f-]{1,36}) +(\\d{1,15}) ([cn]) ([re])");

  /** Reads a line; empty if no engine has written the line. */
  static Optional<PastRun> of(String line) {
    Matcher match = LINE.matcher(line);
    return match.matches()
        ? Optional.of(
            new PastRun(
                match.group(1), Long.parseLong(match.group(2)), match.group(3).equals("c"), match.group(4).charAt(0) == ENDED))
        : Optional.empty();
  }

  String line() {
    return String.format(Locale.ROOT, "%-36s %15d %c %c\n", boot, startMillis, careful ? 'c' : 'n', ended ? ENDED : 'r');
  }
}
