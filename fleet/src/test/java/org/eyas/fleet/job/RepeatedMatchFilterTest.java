package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.fleet.alert.AlertEvent;
import org.eyas.fleet.alert.BadAlertException;
import org.eyas.fleet.rule.FleetRule;
import org.eyas.fleet.rule.FleetRules;
import org.junit.jupiter.api.Test;

class RepeatedMatchFilterTest {
  private static final long MILLI = 1_000_000;

  private final RepeatedMatchFilter repeated = new RepeatedMatchFilter();

  private static FleetRule rule(String memory) throws Exception {
    String rule = "- {rule: r, desc: d, scope: fleet, output: x, priority: INFO, " + memory + "}";
    return FleetRules.load(new TreeMap<>(Map.of("r.yaml", rule))).all().iterator().next();
  }

  private boolean isRepeated(FleetRule rule, String value, long millis) throws BadAlertException {
    byte[] json = ("{\"rule\":\"" + value + "\"}").getBytes(StandardCharsets.UTF_8);
    return repeated.isRepeated(rule, "group", new AlertEvent().reread(json, "id", 0), millis * MILLI);
  }

  @Test
  void aValueIsRepeatedInItsSlotUnlessItIsEarlier() throws Exception {
    FleetRule first = rule("first: {condition: alert.rule exists, value: alert.rule, learn: 1d}");
    List<Boolean> found =
        List.of(isRepeated(first, "A", 50), isRepeated(first, "A", 50), isRepeated(first, "A", 199), isRepeated(first, "A", 40),
            isRepeated(first, "A", 45), isRepeated(first, "B", 60), isRepeated(first, "A", 1_000));
    assertEquals(List.of(false, true, true, false, true, false, false), found);
    repeated.clear();
    assertFalse(isRepeated(first, "A", 1_000));
  }

  @Test
  void aThresholdCountsAllMatches() throws Exception {
    FleetRule threshold = rule("threshold: {condition: alert.rule exists, distinct: alert.rule, at_least: 2, within: 1h}");
    assertFalse(isRepeated(threshold, "A", 50));
    assertFalse(isRepeated(threshold, "A", 50));
  }
}
