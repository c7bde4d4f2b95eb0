package org.eyas.console.page;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eyas.console.access.Request;

/**
 * The time range in the addresses of pages: {@code during=FROM..TO} with times of ISO 8601.
 *
 * @param from inclusive
 * @param to exclusive
 */
record TimeRange(Instant from, Instant to) {
  static final String PARAMETER = "during";
  private static final String BETWEEN = "..";

  /** Empty if the address names no time, or not a valid one. */
  static Optional<TimeRange> of(Request request) {
    return parse(request.parameter(PARAMETER));
  }

  private static Optional<TimeRange> parse(String text) {
    int at = text.indexOf(BETWEEN);
    try {
      return at < 0 ? Optional.empty() : of(Instant.parse(text.substring(0, at)), Instant.parse(text.substring(at + 2)));
    } catch (DateTimeParseException e) {
      return Optional.empty(); // somebody changed the address by hand
    }
  }

  // Whole seconds: queries have no fractions.
  private static Optional<TimeRange> of(Instant from, Instant to) {
    TimeRange range = new TimeRange(from.truncatedTo(ChronoUnit.SECONDS), to.truncatedTo(ChronoUnit.SECONDS));
    return range.from.isBefore(range.to) ? Optional.of(range) : Optional.empty();
  }

  boolean holds(Instant time) {
    return !time.isBefore(from) && time.isBefore(to);
  }

  /** Whether the range is over, so that new alerts cannot belong to it. */
  boolean isOver(Instant now) {
    return !now.isBefore(to);
  }

  /** The same as terms of a query of alerts. */
  String terms() {
    return "since:" + from + " before:" + to;
  }

  /** As the value of {@link #PARAMETER}. */
  String value() {
    return from + BETWEEN + to;
  }

  /** As the parameter of an address. */
  String parameter() {
    return Links.query(PARAMETER, value());
  }

  /** For templates. */
  Moment first() {
    return Moment.at(from);
  }

  /** For templates. */
  Moment last() {
    return Moment.at(to);
  }
}
