package org.eyas.output.syslog;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.eyas.api.alert.Alert;

/**
 * The format that syslog(3) of glibc writes to /dev/log: {@code <12>Nov 24 21:01:22 falco: line}. The time is that of sending;
 * the day is padded with a space.
 */
record LocalSyslogFormat(Facility facility, String ident, Clock clock) implements SyslogFormat {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);

  LocalSyslogFormat(Facility facility, String ident) {
    this(facility, ident, Clock.system(ZoneId.systemDefault()));
  }

  @Override
  public byte[] message(Alert alert, String line) {
    return message(facility.priorityValue(alert.priority()), line);
  }

  /** @param number 8 times the facility plus the severity */
  byte[] message(int number, String line) {
    String time = TIME.format(ZonedDateTime.now(clock));
    String text = "<" + number + ">" + time + " " + ident + ": " + line;
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
