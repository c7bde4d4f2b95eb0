package org.eyas.engine.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the times of queries: {@code 10m} (this long ago), a date, or a date with a time. A time is in the zone of
 * this machine, or has an offset.
 */
final class QueryTimeParser {
  private static final Pattern AGO = Pattern.compile("(\\d{1,9})([smhd])");
  private static final Map<String, Duration> UNITS =
      Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));
  private static final long NANOS = 1_000_000_000;
  private static final long MOST_SECONDS = Long.MAX_VALUE / NANOS - 1;

  private QueryTimeParser() {}

  /** The time in nanoseconds since the epoch; empty if the text is not a time. */
  static Optional<Long> parse(String text, Instant now) {
    try {
      Matcher ago = AGO.matcher(text.toLowerCase(Locale.ROOT));
      if (ago.matches()) {
        Duration unit = Objects.requireNonNull(UNITS.get(ago.group(2)));
        return Optional.of(nanos(now.minus(unit.multipliedBy(Long.parseLong(ago.group(1))))));
      }
      return Optional.of(nanos(instant(text.toUpperCase(Locale.ROOT))));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Instant instant(String text) {
    if (!text.contains("T")) {
      return LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant();
    }
    boolean hasOffset = text.endsWith("Z") || text.matches(".*T.*[+-].*");
    return hasOffset
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
  }

  private static long nanos(Instant time) {
    long seconds = Math.clamp(time.getEpochSecond(), 0, MOST_SECONDS);
    return seconds * NANOS + time.getNano();
  }
}
