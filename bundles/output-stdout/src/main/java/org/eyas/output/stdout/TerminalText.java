package org.eyas.output.stdout;

import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.data.VisibleText;

/**
 * Alerts for a terminal: the priority in colour, and hidden characters written out, as {@code \\x1b}. An attacker can choose the
 * names of files and processes in alerts, and control characters in them could control the terminal.
 */
final class TerminalText {
  private static final String RESET = "\033[0m";

  private TerminalText() {}

  static String of(Alert alert, String line, boolean colour) {
    String plain = VisibleText.lines(line);
    String label = alert.priority().label();
    int at = plain.indexOf(label);
    if (!colour || at < 0) {
      return plain;
    }
    return plain.substring(0, at)
        + "\033["
        + colour(alert.priority())
        + 'm'
        + label
        + RESET
        + plain.substring(at + label.length());
  }

  private static String colour(Priority priority) {
    return switch (priority) {
      case EMERGENCY, ALERT -> "1;97;41";
      case CRITICAL -> "1;31";
      case ERROR -> "31";
      case WARNING -> "33";
      case NOTICE -> "36";
      case INFORMATIONAL -> "32";
      case DEBUG -> "90";
    };
  }
}
