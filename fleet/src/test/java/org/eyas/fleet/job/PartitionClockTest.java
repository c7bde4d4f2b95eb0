package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PartitionClockTest {
  private static final long NOW = 1_000_000_000;

  private final PartitionClock clock =
      new PartitionClock(JobOptions.parse("--bootstrap-servers", "k:9092", "--lateness", "1s", "--idle", "2s"));

  private void allRead(long... millis) {
    for (long each : millis) {
      clock.onAllRead(each, 0);
    }
  }

  @Test
  void theTimeFollowsTheNewestAlertByTheLateness() {
    clock.onRecord(5_000);
    clock.onRecord(4_000);
    assertEquals(3_999, clock.watermark());
  }

  @Test
  void afterSilenceTheTimeIsThatOfTheQuestion() {
    clock.onRecord(5_000);
    allRead(NOW, NOW + 1_999);
    assertEquals(3_999, clock.watermark());
    allRead(NOW + 2_000);
    assertEquals(NOW + 2_000 - 1_001, clock.watermark());
  }

  @Test
  void aRecordAndWhatIsNotReadYetEndSilence() {
    clock.onRecord(5_000);
    allRead(NOW);
    clock.onRecord(5_100);
    allRead(NOW + 2_000);
    clock.onMoreToRead();
    allRead(NOW + 4_000);
    assertEquals(4_099, clock.watermark());
    allRead(NOW + 6_000);
    assertEquals(NOW + 4_999, clock.watermark());
  }

  @Test
  void silenceBeginsAgainAfterAFailure() {
    clock.onRecord(5_000);
    allRead(NOW, NOW + 2_000);
    clock.onAllRead(NOW + 60_000, NOW + 60_500);
    clock.onAllRead(NOW + 62_400, NOW + 60_500);
    assertEquals(NOW + 999, clock.watermark());
    clock.onAllRead(NOW + 62_500, NOW + 60_500);
    assertEquals(NOW + 61_499, clock.watermark());
  }

  @Test
  void aPauseInTheQuestionsDoesNotEndSilence() {
    clock.onRecord(5_000);
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
    clock.onRecord(NOW + 9_000); // the clock of the machine was set back
    allRead(NOW, NOW + 3_000);
    assertEquals(NOW + 7_999, clock.watermark());
  }
}
