package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FleetClockTest {
  private static final long NOW = 1_000_000_000;

  private final FleetClock clock =
      new FleetClock(JobOptions.parse("--bootstrap-servers", "k:9092", "--lateness", "1s", "--idle", "2s"));

  private void allRead(long... millis) {
    for (long each : millis) {
      clock.allRead(each, 0);
    }
  }

  @Test
  void theTimeFollowsTheNewestAlertByTheLateness() {
    clock.read(5_000);
    clock.read(4_000);
    assertEquals(3_999, clock.watermark());
  }

  @Test
  void afterSilenceTheTimeIsThatOfTheQuestion() {
    clock.read(5_000);
    allRead(NOW, NOW + 1_999);
    assertEquals(3_999, clock.watermark());
    allRead(NOW + 2_000);
    assertEquals(NOW + 2_000 - 1_001, clock.watermark());
  }

  @Test
  void aRecordAndWhatIsNotReadYetEndSilence() {
    clock.read(5_000);
    allRead(NOW);
    clock.read(5_100);
    allRead(NOW + 2_000);
    clock.moreToRead();
    allRead(NOW + 4_000);
    assertEquals(4_099, clock.watermark());
    allRead(NOW + 6_000);
    assertEquals(NOW + 4_999, clock.watermark());
  }

  @Test
  void silenceBeginsAgainAfterAFailure() {
    clock.read(5_000);
    allRead(NOW, NOW + 2_000);
    clock.allRead(NOW + 60_000, NOW + 60_500);
    clock.allRead(NOW + 62_400, NOW + 60_500);
    assertEquals(NOW + 999, clock.watermark());
    clock.allRead(NOW + 62_500, NOW + 60_500);
    assertEquals(NOW + 61_499, clock.watermark());
  }

  @Test
  void aPauseInTheQuestionsDoesNotEndSilence() {
    clock.read(5_000);
    allRead(NOW, NOW + 60_000);
    assertEquals(NOW + 58_999, clock.watermark());
  }

  @Test
  void aPartitionWithoutAlertsHasTimeAfterSilence() {
    allRead(NOW, NOW + 1_000);
    assertFalse(clock.hasTime());
    allRead(NOW + 2_000);
    assertTrue(clock.hasTime());
    assertEquals(NOW + 999, clock.watermark());
  }

  @Test
  void theTimeDoesNotGoBack() {
    clock.read(NOW + 9_000); // the clock of the machine was set back
    allRead(NOW, NOW + 3_000);
    assertEquals(NOW + 7_999, clock.watermark());
  }
}
