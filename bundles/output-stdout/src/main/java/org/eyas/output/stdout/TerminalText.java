package org.eyas.output.stdout;

import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;

/**
 * Alerts for a terminal: the priority in colour, and control characters as {@code \\x1b}. An attacker can choose the names of
 * files and processes in alerts, and control characters in them could control the terminal.
 */
final class TerminalText {
  private static final char[] HEX = "0123456789abcdef".toCharArray();
  private static final String RESET = "\033[0m";
  private static final int DELETE = 0x7f;
  private static final int LAST_CONTROL = 0x9f;

  private TerminalText() {}

  static String of(Alert alert, String line, boolean colour) {
    String plain = visible(line);
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

  static String visible(String line) {
    if (line.chars().noneMatch(TerminalText::isControl)) {
      return line;
    }
    StringBuilder out = new StringBuilder(line.length() + 16);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (isControl(c)) {
        out.append("\\x").append(HEX[c >> 4]).append(HEX[c & 15]);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean isControl(int c) {
    return c < 0x20 && c != '\t' && c != '\n' || c >= DELETE && c <= LAST_CONTROL;
  }
}
