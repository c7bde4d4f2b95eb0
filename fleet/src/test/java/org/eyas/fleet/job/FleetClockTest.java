package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class FleetClockTest {
  private static final long NOW = 100_000;

  private final FleetClock clock =
      new FleetClock(JobOptions.parse("--bootstrap-servers", "k:9092", "--lateness", "1s", "--idle", "2s"));

  private void pass(long millis, boolean allRead) {
    for (long left = millis; left > 0; left -= FleetClock.CALL_MILLIS) {
      clock.pass(FleetClock.CALL_MILLIS, allRead, NOW);
    }
  }

  @Test
  void theTimeFollowsTheNewestAlertByTheLateness() {
    clock.see(5_000);
    clock.see(4_000);
    pass(2_000, true);
    assertEquals(3_999, clock.watermark());
  }

  @Test
  void afterSilenceTheTimePassesAtTheSpeedOfTheClock() {
    clock.see(5_000);
    pass(3_000, true);
    assertEquals(5_000 + 3_000 - 1_001, clock.watermark());
    assertFalse(clock.isIdle());
  }

  @Test
  void afterSilenceTheTimeIsNotBeyondTheClock() {
    clock.see(NOW - 100);
    pass(3_000, true);
    assertEquals(NOW - 1_001, clock.watermark());
  }

  @Test
  void whileThePartitionCannotBeReadTheTimeStandsStill() {
    clock.see(5_000);
    pass(3_000, true);
    pass(60_000, false);
    assertEquals(6_999, clock.watermark());
  }

  @Test
  void silenceBeginsAgainAfterAFailure() {
    clock.see(5_000);
    pass(3_000, true);
    pass(FleetClock.CALL_MILLIS, false);
    pass(2_000, true);
    assertEquals(6_999, clock.watermark());
    pass(FleetClock.CALL_MILLIS, true);
    assertEquals(6_999 + 2_000 + FleetClock.CALL_MILLIS, clock.watermark());
  }

  @Test
  void aLostPartitionDoesNotHoldUpTheOthersForEver() {
    clock.see(5_000);
    pass(FleetClock.LONGEST_FAILURE.toMillis(), false);
    assertEquals(3_999, clock.watermark());
    pass(4_000, false);
    assertEquals(7_999, clock.watermark());
  }

  @Test
  void aPartitionWithoutAlertsDoesNotHoldUpTheOthers() {
    pass(2_000, true);
    assertFalse(clock.isIdle());
    pass(FleetClock.CALL_MILLIS, true);
    assertTrue(clock.isIdle());
    clock.see(5_000);
    assertFalse(clock.isIdle());
  }

  @Test
  void aPartitionThatWasNotReadYetHoldsUpTheOthers() {
    pass(60_000, false);
    assertFalse(clock.isIdle());
  }

  @Test
  void theStreamOfTheRulesIsIdleAndHasNoTime() {
    List<String> emitted = new ArrayList<>();
    UntimedRules rules = new UntimedRules();
    WatermarkOutput output = new WatermarkOutput() {
      @Override
      public void emitWatermark(Watermark watermark) {
        emitted.add(watermark.toString());
      }

      @Override
      public void markIdle() {
        emitted.add("idle");
      }

      @Override
      public void markActive() {
        emitted.add("active");
      }
    };
    rules.onEvent(new RuleFile("r.yaml", "", 5_000, 0), 5_000, output);
    rules.onPeriodicEmit(output);
    assertEquals(List.of("idle"), emitted);
  }
}
