package org.eyas.payload;

import java.util.Locale;
import org.eyas.api.alert.Priority;

/** The urgency of an alert in the terms of most receivers, with a colour. */
enum AlertLevel {
  CRITICAL(0xC0142B),
  ERROR(0xE8590C),
  WARNING(0xF2B705),
  INFO(0x2F80ED),
  DEBUG(0x8C8C8C);

  private final int color;

  AlertLevel(int color) {
    this.color = color;
  }

  static AlertLevel of(Priority priority) {
    return switch (priority) {
      case EMERGENCY, ALERT, CRITICAL -> CRITICAL;
      case ERROR -> ERROR;
      case WARNING -> WARNING;
      case NOTICE, INFORMATIONAL -> INFO;
      case DEBUG -> DEBUG;
    };
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  int color() {
    return color;
  }

  String colorHex() {
    return String.format(Locale.ROOT, "#%06x", color);
  }
}
