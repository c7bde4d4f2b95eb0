package org.eyas.output.syslog;

import java.util.Locale;
import org.eyas.api.alert.Priority;

/** The part of the system that a syslog message comes from, numbered as in RFC 5424, table 1. */
enum Facility {
  KERN(0),
  USER(1),
  MAIL(2),
  DAEMON(3),
  AUTH(4),
  SYSLOG(5),
  LPR(6),
  NEWS(7),
  UUCP(8),
  CRON(9),
  AUTHPRIV(10),
  FTP(11),
  LOCAL0(16),
  LOCAL1(17),
  LOCAL2(18),
  LOCAL3(19),
  LOCAL4(20),
  LOCAL5(21),
  LOCAL6(22),
  LOCAL7(23);

  private final int number;

  Facility(int number) {
    this.number = number;
  }

  static Facility named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /**
   * The number at the beginning of a message: 8 times the facility plus the severity. Priorities are in the order of severities.
   */
  int priorityValue(Priority priority) {
    return priorityValue(priority.ordinal());
  }

  int priorityValue(int severity) {
    return number * 8 + severity;
  }
}
