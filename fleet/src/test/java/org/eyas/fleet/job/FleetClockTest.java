package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class FleetClockTest {
  private static final class Output implements WatermarkOutput {
    long millis = Long.MIN_VALUE;
    boolean idle;

    @Override
    public void emitWatermark(Watermark watermark) {
      millis = watermark.getTimestamp();
      idle = false;
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {
      idle = false;
    }
  }

  private final Output output = new Output();
  private final FleetClock clock = new FleetClock(
      JobOptions.parse("--bootstrap-servers", "k:9092", "--lateness", "1s", "--idle", "2s"), () -> 100_000);

  private void see(long millis, String fault) {
    clock.onEvent(new AlertRecord("p", new byte[0], millis * 1_000_000, fault), millis, output);
  }

  private void passSilently() {
    for (int i = 0; i <= 10; i++) {
      clock.onPeriodicEmit(output);
    }
  }

  @Test
  void theTimeFollowsTheNewestAlertByTheLateness() {
    see(5_000, "");
    see(4_000, "");
    clock.onPeriodicEmit(output);
    assertEquals(3_999, output.millis);
  }

  @Test
  void afterSilenceTheTimePassesAtTheSpeedOfTheClock() {
    see(5_000, "");
    passSilently();
    assertEquals(5_000 + 11 * FleetClock.CALL_MILLIS - 1_001, output.millis);
    assertFalse(output.idle);
  }

  @Test
  void afterSilenceTheTimeIsNotBeyondTheClock() {
    see(99_900, "");
    passSilently();
    assertEquals(98_999, output.millis);
  }

  @Test
  void theStreamOfTheRulesIsIdleAndHasNoTime() {
    UntimedRules rules = new UntimedRules();
    rules.onEvent(new RuleFile("r.yaml", "", 5_000, 0), 5_000, output);
    rules.onPeriodicEmit(output);
    assertTrue(output.idle);
    assertEquals(Long.MIN_VALUE, output.millis);
  }

  @Test
  void aPartitionWithoutAlertsDoesNotHoldUpTheOthers() {
    clock.onPeriodicEmit(output);
    assertFalse(output.idle);
    passSilently();
    assertTrue(output.idle);
    see(5_000, "");
    clock.onPeriodicEmit(output);
    assertFalse(output.idle);
  }

  @Test
  void aBadRecordDoesNotMoveTheTime() {
    see(5_000, "");
    see(50_000, "it is not JSON");
    clock.onPeriodicEmit(output);
    assertEquals(3_999, output.millis);
  }
}
