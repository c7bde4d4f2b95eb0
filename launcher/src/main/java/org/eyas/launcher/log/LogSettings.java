package org.eyas.launcher.log;

import org.eyas.api.launch.LauncherProperties;
import org.slf4j.event.Level;

/**
 * The settings of the log. They are read from system properties each time, so that a bundle can change them without a class
 * of the launcher: {@code eyas.log.level} (a Falco level, default "info"), {@code eyas.log.stderr} and
 * {@code eyas.log.iso8601} ("true" or "false").
 */
final class LogSettings {
  private LogSettings() {}

  static boolean allows(Level level) {
    return (stderr() || LogCopies.areEnabled())
        && level.toInt() >= threshold(System.getProperty(LauncherProperties.LOG_LEVEL, "info")).toInt();
  }

  static boolean stderr() {
    return Boolean.parseBoolean(System.getProperty(LauncherProperties.LOG_STDERR, "true"));
  }

  static boolean iso8601() {
    return Boolean.getBoolean(LauncherProperties.LOG_ISO8601);
  }

  /** Falco has more levels than slf4j; the more urgent ones are one level here. */
  private static Level threshold(String level) {
    return switch (level) {
      case "debug" -> Level.DEBUG;
      case "warning" -> Level.WARN;
      case "emergency", "alert", "critical", "error" -> Level.ERROR;
      default -> Level.INFO;
    };
  }
}
