package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ValueState;
import org.eyas.fleet.group.RuleGroup;
import org.eyas.fleet.rule.FleetRules;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeptGroupsTest {
  private static final class Value implements ValueState<byte[]> {
    private byte @Nullable [] kept;

    @Override
    public byte @Nullable [] value() {
      return kept;
    }

    @Override
    public void update(byte @Nullable [] next) {
      kept = next;
    }

    @Override
    public void clear() {
      kept = null;
    }
  }

  private final Value value = new Value();
  private final EventTimers timers = new EventTimers();
  private final KeptGroups groups = new KeptGroups(value);
  private final List<String> fired = new ArrayList<>();

  private static RuleGroup group(String memory) throws Exception {
    String rule = "- {rule: r, desc: d, scope: fleet, output: x, priority: INFO, " + memory + "}";
    FleetRules rules = FleetRules.load(new TreeMap<>(Map.of("r.yaml", rule)));
    return RuleGroup.of(rules.all().iterator().next(), known -> true, 0);
  }

  private void see(RuleGroup group, long second, int steps) throws Exception {
    byte[] alert = "{\"rule\":\"A\"}".getBytes(StandardCharsets.UTF_8);
    StepMatch match = new StepMatch("key", second * 1_000_000_000, steps, "id" + second, alert);
    groups.evaluate(group, List.of(match), second * 1_000, timers, (raised, evidence) -> fired.add(String.join(" ", evidence)));
  }

  private void elapse(RuleGroup group, long second) throws Exception {
    groups.evaluate(group, List.of(), second * 1_000, timers, (raised, evidence) -> fired.add(String.join(" ", evidence)));
  }

  @Test
  void anAlertBeforeTheTimeOfAGroupCountsAtThatTime() throws Exception {
    RuleGroup group = group("threshold: {condition: alert.rule = A, count: 3, within: 1m}");
    see(group, 1_000, 1);
    see(group, 1_010, 1);
    see(group, 800, 1); // after a restart
    assertEquals(List.of("id1000 id1010 id800"), fired);
  }

  @Test
  void anAlertBeforeTheTimeOfAGroupDoesNotEndItsWait() throws Exception {
    RuleGroup group =
        group(
            "sequence: {within: 1m, by: alert.rule, steps: [{name: one, condition: alert.rule = A}], "
                + "without: {condition: alert.rule = B, for: 1m}}");
    see(group, 1_000, 1);
    see(group, 10, 1); // after a restart
    elapse(group, 20);
    elapse(group, 1_050);
    assertEquals(List.of(), fired);
    elapse(group, 1_061);
    assertEquals("id1000", fired.getFirst());
  }

  @Test
  void aGroupIsForgottenAtItsEnd() throws Exception {
    RuleGroup group = group("threshold: {condition: alert.rule = A, count: 3, within: 1m}");
    see(group, 1_000, 1);
    long end = timers.all().getLast();
    groups.evaluate(group, List.of(), end, timers, (raised, evidence) -> {});
    assertNull(value.value());
  }

  @Test
  void aGroupWithoutEndIsForgottenAfterTheTimeOfAllRules() {
    assertEquals(Duration.ofDays(31), KeptGroups.descriptor(Duration.ofDays(1)).getTtlConfig().getTimeToLive());
    assertEquals(Duration.ofDays(90), KeptGroups.descriptor(Duration.ofDays(90)).getTtlConfig().getTimeToLive());
  }
}
