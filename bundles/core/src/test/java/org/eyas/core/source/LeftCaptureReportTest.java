package org.eyas.core.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eyas.engine.completeness.MinuteHistory;
import org.eyas.engine.completeness.SourceMinute;
import org.eyas.engine.relay.RecordedMeanwhile;
import org.junit.jupiter.api.Test;

/** What the report of completeness says of the time between two processes. */
class LeftCaptureReportTest {
  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
  private final MinuteHistory minutes = new MinuteHistory(InstantSource.fixed(NOON.plusSeconds(600)));

  private void report(Optional<Instant> left, Optional<Instant> checkpoint, int first, int until, long lost) {
    new LeftCaptureReport(left, checkpoint, minutes).accept(new RecordedMeanwhile(nanos(first), nanos(until), 9, lost));
  }

  private static long nanos(int second) {
    return (NOON.getEpochSecond() + second) * 1_000_000_000;
  }

  private static Optional<Instant> at(int second) {
    return Optional.of(NOON.plusSeconds(second));
  }

  private List<String> blind(boolean remembers) {
    return minutes.since(NOON, remembers).stream().map(LeftCaptureReportTest::text).toList();
  }

  private static String text(SourceMinute minute) {
    return minute.begin().toString().substring(11, 16) + " " + minute.blindSeconds();
  }

  @Test
  void withoutLossesNothingIsMissing() {
    report(at(10), at(9), 11, 100, 0);
    assertEquals(List.of(), blind(true));
  }

  @Test
  void lossesAreATimeFromTheEndOfTheLastProcessToThisOne() {
    report(at(40), at(39), 45, 70, 3);
    assertEquals(List.of("12:00 20", "12:01 10"), blind(false));
    assertEquals(blind(false), blind(true));
  }

  @Test
  void afterAKilledProcessTheTimeBeginsWithTheFirstEvent() {
    report(Optional.empty(), Optional.empty(), 50, 70, 3);
    assertEquals(List.of("12:00 10", "12:01 10"), blind(false));
  }

  @Test
  void rulesThatRememberHaveForgottenTheEventsBetweenTheirCheckpointAndTheFirstOneThatComesAgain() {
    report(Optional.empty(), at(30), 75, 90, 0);
    assertEquals(List.of(), blind(false));
    assertEquals(List.of("12:00 30", "12:01 15"), blind(true));
  }

  @Test
  void aCheckpointAfterTheFirstEventThatComesAgainForgetsNothing() {
    report(Optional.empty(), at(80), 75, 90, 0);
    assertEquals(List.of(), blind(true));
  }
}
