package org.eyas.control.command;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times in ISO 8601 with the offset of this machine, for people and programs. */
final class AnswerTimeText {
  private static final long NANOS = 1_000_000_000;

  private AnswerTimeText() {}

  static String of(Instant time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        time.truncatedTo(ChronoUnit.MILLIS).atZone(ZoneId.systemDefault()));
  }

  /** A length of time in its two largest units: {@code 3 d 4 h}, {@code 12 s}. */
  static String durationText(Duration length) {
    if (length.toDays() > 0) {
      return length.toDays() + " d " + length.toHoursPart() + " h";
    }
    if (length.toHours() > 0) {
      return length.toHours() + " h " + length.toMinutesPart() + " min";
    }
    return length.toMinutes() > 0 ? length.toMinutes() + " min " + length.toSecondsPart() + " s" : length.toSeconds() + " s";
  }

  /** The text of a time in nanoseconds since the epoch. */
  static String ofNanos(long nanos) {
    return of(Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS));
  }
}
