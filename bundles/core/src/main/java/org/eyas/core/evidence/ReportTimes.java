package org.eyas.core.evidence;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.eyas.core.setting.EngineException;

/** Parses the times of a report: a date, which begins at midnight UTC, or a date and time, in UTC without an offset. */
final class ReportTimes {
  private ReportTimes() {}

  /** @param option for the message: {@code --from} */
  static Instant of(String option, String text) throws EngineException {
    try {
      if (text.length() == "2026-01-02".length()) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
      return time instanceof OffsetDateTime exact ? exact.toInstant() : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw EngineException.ofUsage(
          option + " is not a time: '" + text + "'; write a date (2026-11-27) or a time in UTC (2026-11-27T10:30:00Z)");
    }
  }
}
