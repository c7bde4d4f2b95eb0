package org.eyas.fleet.alert;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Converts times of alerts between nanoseconds since the epoch and the JSON of alerts. Any thread may call it. */
final class HostAlertTime {
  private static final long NANOS = 1_000_000_000L;
  private static final DateTimeFormatter CLOCK = utc("HH:mm:ss.SSSSSSSSS");
  private static final DateTimeFormatter DATE = utc("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'");

  /** The number of characters of a wrong time that a message shows: enough to recognise the text. */
  private static final int MOST_SHOWN_CHARS = 100;

  private HostAlertTime() {}

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  static long nanos(String text) throws BadAlertException {
    try {
      Instant time = Instant.parse(text);
      return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano());
    } catch (DateTimeException | ArithmeticException e) {
      throw new BadAlertException("'time' is not a time such as 2026-11-28T09:30:00.000000000Z: '" + shown(text) + "'");
    }
  }

  private static String shown(String text) {
    return text.length() > MOST_SHOWN_CHARS ? text.substring(0, MOST_SHOWN_CHARS) + "..." : text;
  }

  /** The time of day in UTC. */
  static String clock(long nanos) {
    return CLOCK.format(instant(nanos));
  }

  static String date(long nanos) {
    return DATE.format(instant(nanos));
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }
}
