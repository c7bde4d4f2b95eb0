package org.eyas.engine.stateful.condition;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses and prints time spans as rules and their tests have them: {@code 500ms}, {@code 60s}, {@code 5m}, {@code 1h},
 * {@code 2d}.
 */
public final class TimeSpan {
  /** The valid form of a time span, for messages. */
  public static final String FORM = "a whole number followed by ms, s, m, h or d, such as 60s, of at most 30d";

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,10})(ms|s|m|h|d)");
  private static final long MOST_NANOS = TimeUnit.DAYS.toNanos(30);
  private static final Map<String, TimeUnit> UNITS =
      Map.of(
          "ms", TimeUnit.MILLISECONDS, "s", TimeUnit.SECONDS, "m", TimeUnit.MINUTES, "h", TimeUnit.HOURS, "d", TimeUnit.DAYS);

  private TimeSpan() {}

  /** Prints a time span in the largest unit that gives a whole number. */
  public static String text(long nanos) {
    for (String unit : List.of("d", "h", "m", "s")) {
      long whole = UNITS.getOrDefault(unit, TimeUnit.SECONDS).toNanos(1);
      if (nanos % whole == 0) {
        return nanos / whole + unit;
      }
    }
    return TimeUnit.NANOSECONDS.toMillis(nanos) + "ms";
  }

  /** The time in nanoseconds; empty if the text has another form, or if the time is longer than 30 days. */
  public static OptionalLong nanos(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return OptionalLong.empty();
    }
    TimeUnit unit = UNITS.getOrDefault(parts.group(2), TimeUnit.SECONDS);
    long nanos = unit.toNanos(Long.parseLong(parts.group(1))); // an overflow becomes the largest number
    return nanos > MOST_NANOS ? OptionalLong.empty() : OptionalLong.of(nanos);
  }
}
