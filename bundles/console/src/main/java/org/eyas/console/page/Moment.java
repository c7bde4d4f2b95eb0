package org.eyas.console.page;

import java.time.Duration;
import java.time.Instant;

/**
 * A time as an element {@code time} of a page: {@code <time datetime="{{then.iso}}">{{then}}</time>}. A script shows how long ago it
 * is, and as a title the time in the zone of the browser; with {@code data-exact}, it shows that time instead, with {@code data-both}
 * both.
 *
 * @param shown the text without the script, in the zone of the engine
 */
record Moment(Instant instant, String shown) {
  static Moment at(Instant instant) {
    return new Moment(instant, Figures.time(instant));
  }

  /** Of nanoseconds since the epoch. */
  static Moment at(long epochNanos) {
    return new Moment(Instant.ofEpochSecond(0, epochNanos), Figures.time(epochNanos));
  }

  static Moment ago(Instant instant, Instant now) {
    return new Moment(instant, Figures.ago(instant, now));
  }

  static Moment until(Instant instant, Instant now) {
    return new Moment(instant, "in " + Figures.span(Math.max(0, Duration.between(now, instant).toSeconds())));
  }

  /** For the attribute {@code datetime}. */
  String iso() {
    return Instant.ofEpochMilli(instant.toEpochMilli()).toString();
  }

  @Override
  public String toString() {
    return shown;
  }
}
