package org.eyas.engine.dispatch;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Formats the times of alerts. Many alerts have the same second, so the text before the fraction is formatted once for
 * all of them. May be used from any thread.
 */
final class AlertTimeFormat {
  private static final long NANOS = 1_000_000_000L;
  private static final long FIRST_OF_NINE_DIGITS = 100_000_000L;

  private record Second(long number, String line, String utc) {}

  private final DateTimeFormatter lineFormat;
  private final DateTimeFormatter utcFormat = format("yyyy-MM-dd'T'HH:mm:ss.", ZoneOffset.UTC);
  private final String lineSuffix;
  private volatile Second last = new Second(Long.MIN_VALUE, "", "");

  /** @param iso8601 whether lines start with date and time in UTC instead of the time of day in the zone */
  AlertTimeFormat(boolean iso8601, ZoneId zone) {
    lineFormat = iso8601 ? utcFormat : format("HH:mm:ss.", zone);
    lineSuffix = iso8601 ? "+0000" : "";
  }

  private static DateTimeFormatter format(String pattern, ZoneId zone) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(zone);
  }

  /** The time at the beginning of a line. */
  void appendLine(long nanos, StringBuilder out) {
    out.append(second(nanos).line());
    fraction(nanos, out);
    out.append(lineSuffix);
  }

  /** The time in a JSON object. */
  void appendUtc(long nanos, StringBuilder out) {
    out.append(second(nanos).utc());
    fraction(nanos, out);
    out.append('Z');
  }

  private Second second(long nanos) {
    long number = Math.floorDiv(nanos, NANOS);
    Second known = last;
    if (known.number() != number) {
      Instant time = Instant.ofEpochSecond(number);
      known = new Second(number, lineFormat.format(time), utcFormat.format(time));
      last = known;
    }
    return known;
  }

  private static void fraction(long nanos, StringBuilder out) {
    long fraction = Math.floorMod(nanos, NANOS);
    for (long digit = FIRST_OF_NINE_DIGITS; digit > fraction && digit > 1; digit /= 10) {
      out.append('0');
    }
    out.append(fraction);
  }
}
