package org.eyas.source.k8saudit.input;

import org.eyas.api.data.Bytes;

/**
 * Reads times in the form of RFC 3339 without allocating:
 *
 * <pre>
 *   2018-10-25T14:09:12.123456Z      a fraction of 1 to 9 digits, or none; Z, or an offset such as +02:00
 * </pre>
 */
public final class AuditTime {
  /** The result if a text is not a time. */
  public static final long NONE = Long.MIN_VALUE;

  private static final int DATE = 10;
  private static final int SECONDS = 19;
  private static final long NANOS = 1_000_000_000L;

  private AuditTime() {}

  /** Nanoseconds since the epoch; {@link #NONE} if the text is not a time from 1970 to 2261. */
  public static long nanos(Bytes text) {
    int year = number(text, 0, 4);
    int month = number(text, 5, 2);
    int day = number(text, 8, 2);
    int hour = number(text, 11, 2);
    int minute = number(text, 14, 2);
    int second = number(text, 17, 2);
    boolean isValid =
        hasSeparators(text) && year >= 1970 && year <= 2261 && month >= 1 && month <= 12 && day >= 1
            && day <= daysOf(year, month) && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60;
    if (!isValid) {
      return NONE;
    }
    long seconds = ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
    return addFractionAndOffset(text, seconds);
  }

  private static boolean hasSeparators(Bytes text) {
    return text.length() > SECONDS
        && text.at(4) == '-' && text.at(7) == '-' && (text.at(DATE) | 0x20) == 't' && text.at(13) == ':' && text.at(16) == ':';
  }

  // Adds the fraction and the offset to the seconds.
  private static long addFractionAndOffset(Bytes text, long seconds) {
    int at = SECONDS;
    long fraction = 0;
    if (text.at(at) == '.') {
      long unit = NANOS / 10;
      int first = ++at;
      for (; at < text.length() && isDigit(text.at(at)); at++) {
        fraction += unit * (text.at(at) - '0');
        unit /= 10;
      }
      if (at == first) {
        return NONE;
      }
    }
    int offset = offsetSeconds(text, at);
    return offset == Integer.MIN_VALUE ? NONE : (seconds - offset) * NANOS + fraction;
  }

  private static int offsetSeconds(Bytes text, int at) {
    int sign = at < text.length() ? text.at(at) : 0;
    if ((sign | 0x20) == 'z' && at + 1 == text.length()) {
      return 0;
    }
    int hours = number(text, at + 1, 2);
    int minutes = number(text, at + 4, 2);
    boolean isValid =
        (sign == '+' || sign == '-') && text.length() == at + 6 && text.at(at + 3) == ':' && hours >= 0 && hours < 24
            && minutes >= 0 && minutes < 60;
    return isValid ? (sign == '-' ? -1 : 1) * (hours * 60 + minutes) * 60 : Integer.MIN_VALUE;
  }

  private static int number(Bytes text, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      if (i >= text.length() || !isDigit(text.at(i))) {
        return -1;
      }
      number = 10 * number + text.at(i) - '0';
    }
    return number;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static int daysOf(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  // Days since 1970-01-01: years begin with March here, so that the leap day is the last one.
  private static long days(int year, int month, int day) {
    long years = month > 2 ? year : year - 1;
    int months = (month + 9) % 12;
    long leapDays = years / 4 - years / 100 + years / 400;
    return 365 * years + leapDays + (153 * months + 2) / 5 + day - 1 - 719_468;
  }
}
