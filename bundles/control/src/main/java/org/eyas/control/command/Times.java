package org.eyas.control.command;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times in ISO 8601 with the offset of this machine, for people and programs. */
final class Times {
  private static final long NANOS = 1_000_000_000;

  private Times() {}

  static String of(Instant time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        time.truncatedTo(ChronoUnit.MILLIS).atZone(ZoneId.systemDefault()));
  }

  /** Of nanoseconds since the epoch. */
  static String ofNanos(long nanos) {
    return of(Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS));
  }
}
