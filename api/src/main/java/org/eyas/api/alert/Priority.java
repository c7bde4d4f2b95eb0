package org.eyas.api.alert;

import java.util.Locale;
import java.util.Optional;

/** How urgent an alert is, the most urgent first, in the order of syslog's severities. */
public enum Priority {
  EMERGENCY("Emergency"),
  ALERT("Alert"),
  CRITICAL("Critical"),
  ERROR("Error"),
  WARNING("Warning"),
  NOTICE("Notice"),
  INFORMATIONAL("Informational"),
  DEBUG("Debug");

  private final String label;

  Priority(String label) {
    this.label = label;
  }

  /** The text that alerts show: "Warning". */
  public String label() {
    return label;
  }

  /**
   * Reads a priority in any case. As in Falco, "info" and longer beginnings of "informational" are accepted too.
   *
   * @return empty if the text is not a priority
   */
  public static Optional<Priority> parse(String text) {
    String wanted = text.toUpperCase(Locale.ROOT);
    if (wanted.startsWith("INFO")) {
      return "INFORMATIONAL".startsWith(wanted) ? Optional.of(INFORMATIONAL) : Optional.empty();
    }
    for (Priority priority : values()) {
      if (priority.name().equals(wanted)) {
        return Optional.of(priority);
      }
    }
    return Optional.empty();
  }
}
