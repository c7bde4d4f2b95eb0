package org.eyas.console.page;

import java.time.Duration;
import java.time.Instant;

/**
 * A time as an element {@code time} of a page: {@code <time datetime="{{then.iso}}">{{then}}</time>}. A script shows how long ago the time is, with the time in the zone of the browser as the title. With {@code data-exact}, the script shows the time in place of its age; with {@code data-both}, it shows both.
 *
 * @param shown the text without the script, in the zone of the engine
 */
public record TimeElement(Instant instant, String shown) {
  public static TimeElement at(Instant instant) {
    return new TimeElement(instant, FigureFormat.time(instant));
  }

  /** The element for a time in nanoseconds since the epoch. */
  public static TimeElement at(long epochNanos) {
    return new TimeElement(Instant.ofEpochSecond(0, epochNanos), FigureFormat.time(epochNanos));
  }

  public static TimeElement ago(Instant instant, Instant now) {
    return new TimeElement(instant, FigureFormat.ago(instant, now));
  }

  public static TimeElement until(Instant instant, Instant now) {
    return new TimeElement(instant, "in " + FigureFormat.span(Math.max(0, Duration.between(now, instant).toSeconds())));
  }

  /** The time in the form of the attribute {@code datetime}. */
  public String iso() {
    return Instant.ofEpochMilli(instant.toEpochMilli()).toString();
  }

  @Override
  public String toString() {
    return shown;
  }
}
