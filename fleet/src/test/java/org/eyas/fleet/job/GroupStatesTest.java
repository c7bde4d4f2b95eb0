package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.eyas.fleet.group.RuleGroup;
import org.eyas.fleet.rule.FleetRules;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupStatesTest {
  private record States(Map<String, byte[]> all) implements MapState<String, byte[]> {
    @Override
    public byte @Nullable [] get(String key) {
      return all.get(key);
    }

    @Override
    public void put(String key, byte[] value) {
      all.put(key, value);
    }

    @Override
    public void remove(String key) {
      all.remove(key);
    }

    @Override
    public void putAll(Map<String, byte[]> more) {
      all.putAll(more);
    }

    @Override
    public boolean contains(String key) {
      return all.containsKey(key);
    }

    @Override
    public Iterable<Map.Entry<String, byte[]>> entries() {
      return all.entrySet();
    }

    @Override
    public Set<String> keys() {
      return all.keySet();
    }

    @Override
    public Iterable<byte[]> values() {
      return all.values();
    }

    @Override
    public Iterator<Map.Entry<String, byte[]>> iterator() {
      return all.entrySet().iterator();
    }

    @Override
    public boolean isEmpty() {
      return all.isEmpty();
    }

    @Override
    public void clear() {
      all.clear();
    }
  }

  private final Map<String, byte[]> states = new HashMap<>();
  private final SortedMap<Long, String> due = new TreeMap<>();
  private final GroupStates groups = new GroupStates(new States(states), (group, end) -> due.put(end, group));
  private final List<String> fired = new ArrayList<>();

  private static RuleGroup group(String memory) throws Exception {
    String rule = "- {rule: r, desc: d, scope: fleet, output: x, priority: INFO, " + memory + "}";
    FleetRules rules = FleetRules.load(new TreeMap<>(Map.of("r.yaml", rule)));
    return RuleGroup.of(rules.all().iterator().next(), known -> true, 0);
  }

  private void processEvents(RuleGroup group, long second, int steps) throws Exception {
    byte[] alert = "{\"rule\":\"A\"}".getBytes(StandardCharsets.UTF_8);
    StepMatch match = new StepMatch("key", second * 1_000_000_000, steps, "id" + second, alert);
    groups.evaluate(group, "key", List.of(match), second * 1_000, (raised, evidence) -> fired.add(String.join(" ", evidence)));
  }

  private void elapse(RuleGroup group, long second) throws Exception {
    groups.evaluate(group, "key", List.of(), second * 1_000, (raised, evidence) -> fired.add(String.join(" ", evidence)));
  }

  @Test
  void anAlertBeforeTheTimeOfAGroupCountsAtThatTime() throws Exception {
    RuleGroup group = group("threshold: {condition: alert.rule = A, count: 3, within: 1m}");
    processEvents(group, 1_000, 1);
    processEvents(group, 1_010, 1);
    processEvents(group, 800, 1); // after a restart
    assertEquals(List.of("id1000 id1010 id800"), fired);
  }

  @Test
  void anAlertBeforeTheTimeOfAGroupDoesNotEndItsWait() throws Exception {
    RuleGroup group =
        group(
            "sequence: {within: 1m, by: alert.rule, steps: [{name: one, condition: alert.rule = A}], "
                + "without: {condition: alert.rule = B, for: 1m}}");
    processEvents(group, 1_000, 1);
    processEvents(group, 10, 1); // after a restart
    elapse(group, 20);
    elapse(group, 1_050);
    assertEquals(List.of(), fired);
    elapse(group, 1_061);
    assertEquals("id1000", fired.getFirst());
  }

  @Test
  void aWaitIsDueOnceHoweverManyAlertsTheGroupSees() throws Exception {
    List<Long> waits = new ArrayList<>();
    GroupStates waiting = new GroupStates(new States(states), (group, end) -> waits.add(end));
    RuleGroup group =
        group(
            "sequence: {within: 1m, by: alert.rule, steps: [{name: one, condition: alert.rule = A}], "
                + "without: {condition: alert.rule = B, for: 1m}}");
    for (int second = 1_000; second < 1_010; second++) {
      byte[] alert = "{\"rule\":\"A\"}".getBytes(StandardCharsets.UTF_8);
      waiting.evaluate(group, "key", List.of(new StepMatch("key", second * 1_000_000_000L, 1, "id", alert)), second * 1_000L,
          (raised, evidence) -> {});
    }
    assertEquals(List.of(1_060_999L), waits);
  }

  @Test
  void aGroupIsForgottenAtItsEnd() throws Exception {
    RuleGroup group = group("threshold: {condition: alert.rule = A, count: 3, within: 1m}");
    processEvents(group, 1_000, 1);
    assertEquals(Set.of("key"), states.keySet());
    groups.evaluate(group, "key", List.of(), due.lastKey(), (raised, evidence) -> {});
    assertEquals(Map.of(), states);
  }

  @Test
  void aGroupWithoutEndIsForgottenAfterTheTimeOfAllRules() {
    assertEquals(Duration.ofDays(31), GroupStates.descriptor(Duration.ofDays(1)).getTtlConfig().getTimeToLive());
    assertEquals(Duration.ofDays(90), GroupStates.descriptor(Duration.ofDays(90)).getTtlConfig().getTimeToLive());
  }
}
