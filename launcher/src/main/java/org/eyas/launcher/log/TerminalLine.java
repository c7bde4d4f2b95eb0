package org.eyas.launcher.log;

import org.eyas.api.launch.LauncherProperties;
import org.slf4j.event.Level;

/**
 * Formats a line on standard error for a terminal; elsewhere it is unchanged. The start script checks whether standard error
 * is a terminal, and sets the system properties {@code eyas.terminal} and {@code eyas.colour}.
 */
public final class TerminalLine {
  private static final String ERASE = "\033[K";
  private static final String RED = "\033[31m";
  private static final String YELLOW = "\033[33m";
  private static final String PLAIN = "\033[0m";

  private TerminalLine() {}

  /** One line, which replaces a line of progress; errors and warnings are coloured. */
  public static String line(Level level, String line) {
    if (!Boolean.getBoolean(LauncherProperties.TERMINAL)) {
      return line;
    }
    String colour = Boolean.getBoolean(LauncherProperties.COLOUR) ? colour(level) : "";
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
