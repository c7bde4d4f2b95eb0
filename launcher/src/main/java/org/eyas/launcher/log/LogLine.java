package org.eyas.launcher.log;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** One line of Falco's log: {@code Tue Nov 24 16:39:28 2026: text}, or an ISO 8601 time in UTC. */
final class LogLine {
  private static final String DAYS = "MonTueWedThuFriSatSun";
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  private LogLine() {}

  static String format(Instant time, ZoneId zone, boolean iso8601, String message) {
    StringBuilder line = new StringBuilder(message.length() + 28);
    if (iso8601) {
      appendIso(line, time.atZone(ZoneOffset.UTC));
    } else {
      appendPlain(line, time.atZone(zone));
    }
    return line.append(": ").append(message).append('\n').toString();
  }

  // Written by hand: a DateTimeFormatter costs 20 ms of a cold start.
  private static void appendPlain(StringBuilder line, ZonedDateTime time) {
    line.append(DAYS, (time.getDayOfWeek().getValue() - 1) * 3, time.getDayOfWeek().getValue() * 3).append(' ');
    line.append(MONTHS, (time.getMonthValue() - 1) * 3, time.getMonthValue() * 3).append(' ');
    two(line, time.getDayOfMonth()).append(' ');
    clock(line, time).append(' ').append(time.getYear());
  }

  private static void appendIso(StringBuilder line, ZonedDateTime time) {
    line.append(time.getYear()).append('-');
    two(line, time.getMonthValue()).append('-');
    two(line, time.getDayOfMonth()).append('T');
    clock(line, time).append("+0000");
  }

  private static StringBuilder clock(StringBuilder line, ZonedDateTime time) {
    two(line, time.getHour()).append(':');
    two(line, time.getMinute()).append(':');
    return two(line, time.getSecond());
  }

  private static StringBuilder two(StringBuilder line, int number) {
    return line.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
