package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IdleRuleWatermarksTest {
  @Test
  void theStreamOfTheRulesIsIdleAndHasNoTime() {
    EmittedTimes emitted = new EmittedTimes();
    IdleRuleWatermarks rules = new IdleRuleWatermarks();
    rules.onEvent(new RuleFile("r.yaml", "", 5_000, 0), 5_000, emitted);
    rules.onPeriodicEmit(emitted);
    assertTrue(emitted.isIdle());
    assertEquals(Long.MIN_VALUE, emitted.watermark());
  }
}
