package org.eyas.console.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Formats numbers and times for people. */
public final class FigureFormat {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private FigureFormat() {}

  /** {@code 1 234 567}, separated by non-breaking spaces. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202f');
  }

  /** {@code 1 alert}, {@code 2 alerts}. */
  public static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** Three digits and a letter: {@code 12.3 k}. */
  public static String rough(double number) {
    if (number < 0.05) {
      return "0";
    }
    if (number < 100) {
      return String.format(Locale.ROOT, number < 10 ? "%.1f" : "%.0f", number);
    }
    double value = number;
    int power = 0;
    for (; value >= 999.5 && power < 4; power++) {
      value /= 1_000;
    }
    String digits = String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    return power == 0 ? digits : digits + "\u202f" + "kMGT".charAt(power - 1);
  }

  public static String bytes(long bytes) {
    return rough((double) bytes) + (bytes >= 1_000 ? "B" : " B");
  }

  /** A duration in nanoseconds. */
  public static String nanos(double nanos) {
    if (nanos < 1_000) {
      return String.format(Locale.ROOT, "%.0f\u202fns", nanos);
    }
    return nanos < 1e6
        ? String.format(Locale.ROOT, "%.1f\u202fµs", nanos / 1e3)
        : nanos < 1e9 ? String.format(Locale.ROOT, "%.1f\u202fms", nanos / 1e6)
            : String.format(Locale.ROOT, "%.1f\u202fs", nanos / 1e9);
  }

  /** The same, in minutes, hours or days if it is longer than two minutes. */
  public static String duration(long nanos) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos);
    return seconds < 120 ? nanos((double) nanos) : span(seconds);
  }

  static String time(Instant instant) {
    return TIME.format(instant.atZone(ZoneId.systemDefault()));
  }

  /** The date and the time of day, with milliseconds. */
  static String time(long epochNanos) {
    long millis = Math.floorMod(epochNanos / 1_000_000, 1_000);
    return time(Instant.ofEpochSecond(0, epochNanos)) + String.format(Locale.ROOT, ".%03d", millis);
  }

  /** {@code 3 min ago}. */
  static String ago(Instant then, Instant now) {
    long seconds = Math.max(0, Duration.between(then, now).toSeconds());
    return span(seconds) + " ago";
  }

  public static String span(long seconds) {
    if (seconds < 120) {
      return seconds + "\u202fs";
    }
    return seconds < 7_200 ? seconds / 60 + "\u202fmin"
        : seconds < 172_800 ? seconds / 3_600 + "\u202fh" : seconds / 86_400 + "\u202fdays";
  }
}
