package org.eyas.console.page;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eyas.console.access.ConsoleRequest;

/**
 * The time range in the addresses of pages: {@code during=FROM..TO} with times of ISO 8601.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record TimeRange(Instant from, Instant to) {
  static final String PARAMETER = "during";
  private static final String BETWEEN = "..";

  /** Empty if the address names no time, or not a valid one. */
  public static Optional<TimeRange> of(ConsoleRequest request) {
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

  public boolean contains(Instant time) {
    return !time.isBefore(from) && time.isBefore(to);
  }

  /** The part of this range that is in another one, which must have a part in common with it. */
  public TimeRange within(TimeRange whole) {
    return new TimeRange(from.isBefore(whole.from) ? whole.from : from, to.isAfter(whole.to) ? whole.to : to);
  }

  /** Whether the range is over, so that new alerts cannot belong to it. */
  public boolean isPast(Instant now) {
    return !now.isBefore(to);
  }

  /** The same as terms of a query of alerts. */
  public String queryTerms() {
    return "since:" + from + " before:" + to;
  }

  /** As the value of {@link #PARAMETER}. */
  String value() {
    return from + BETWEEN + to;
  }

  /** The parameter of an address that names this range. */
  public String parameter() {
    return QueryString.parameter(PARAMETER, value());
  }

  /** For templates. */
  TimeElement first() {
    return TimeElement.at(from);
  }

  /** For templates. */
  TimeElement last() {
    return TimeElement.at(to);
  }
}
