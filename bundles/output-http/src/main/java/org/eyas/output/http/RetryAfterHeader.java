package org.eyas.output.http;

import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The header Retry-After: a number of seconds, or a date. */
final class RetryAfterHeader {
  private RetryAfterHeader() {}

  /** How long an answer asks to wait, in milliseconds; 0 if it does not. */
  static long of(HttpResponse<?> answer, Instant now) {
    return millis(answer.headers().firstValue("Retry-After").orElse(""), now);
  }

  /** The time from now in milliseconds; 0 if the text has neither form or the time is in the past. */
  static long millis(String text, Instant now) {
    if (text.matches("\\d{1,9}")) {
      return Long.parseLong(text) * 1_000;
    }
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Math.max(0, Duration.between(now, then).toMillis());
    } catch (DateTimeException e) {
      return 0;
    }
  }
}
