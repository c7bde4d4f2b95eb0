package org.eyas.launcher.log;

import org.slf4j.event.Level;

/**
 * What a line on standard error looks like on a terminal; elsewhere it stays as it is. The start script asks what
 * standard error is, and says so in the system properties {@code eyas.terminal} and {@code eyas.colour}.
 */
public final class Terminal {
  private static final String ERASE = "\033[K";
  private static final String RED = "\033[31m";
  private static final String YELLOW = "\033[33m";
  private static final String PLAIN = "\033[0m";

  private Terminal() {}

  /** One line, which takes the place of a line of progress; errors and warnings stand out. */
  public static String line(Level level, String line) {
    if (!Boolean.getBoolean("eyas.terminal")) {
      return line;
    }
    String colour = Boolean.getBoolean("eyas.colour") ? colour(level) : "";
    if (colour.isEmpty()) {
      return ERASE + line;
    }
    int end = line.endsWith("\n") ? line.length() - 1 : line.length();
    return ERASE + colour + line.substring(0, end) + PLAIN + line.substring(end);
  }

  private static String colour(Level level) {
    return switch (level) {
      case ERROR -> RED;
      case WARN -> YELLOW;
      case INFO, DEBUG, TRACE -> "";
    };
  }
}
