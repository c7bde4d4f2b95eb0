package org.eyas.api.alert;

import java.util.Locale;
import java.util.Optional;

/** How urgent an alert is, most urgent first; the order is syslog's. */
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

  /** As alerts print it: "Warning". */
  public String label() {
    return label;
  }

  /** Reads a priority whatever its case; "info" is accepted too, as Falco does. */
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
