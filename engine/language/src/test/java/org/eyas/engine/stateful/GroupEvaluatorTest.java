package org.eyas.engine.stateful;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random rules on random events in the order of their times, with the groups as bytes between them: compared with {@link NaiveRuleState}. */
class GroupEvaluatorTest {
  private static final int CASES = 1_000;
  private static final int EVENTS = 60;
  private static final long SEED = Long.getLong("eyas.seed", System.nanoTime());

  private int fired;

  @Test
  void everyGroupFiresExactlyWhenTheDefinitionSays() {
    for (int i = 0; i < CASES; i++) {
      check(SEED + i);
    }
    System.err.println("-Deyas.seed=" + SEED + ": " + CASES + " rules fired " + fired + " times");
    assertTrue(fired > CASES, "the rules fired only " + fired + " times");
  }

  private void check(long seed) {
    Random random = new Random(seed);
    NaiveRule rule = NaiveRule.random(random);
    if (rule.isFirst()) {
      return;
    }
    StoredGroups engine = new StoredGroups(rule.document());
    NaiveRuleState naive = new NaiveRuleState(rule);
    List<String> expected = new ArrayList<>();
    long nanos = 100 * StatefulRun.SECOND;
    for (int number = 1; number <= EVENTS; number++) {
      nanos += random.nextInt(5) * rule.pace() * StatefulRun.SECOND / 2;
      Map<String, Object> values = RandomValues.of(random, number);
      expected.addAll(naive.processEvent(nanos, values));
      engine.processEvent(nanos, values);
    }
    // Alerts that were due between two events come in no order.
    assertEquals(sorted(expected), sorted(engine.alerts), () -> "-Deyas.seed=" + seed + "\n" + rule.document());
    fired += expected.size();
  }

  private static List<String> sorted(List<String> alerts) {
    return alerts.stream().sorted().toList();
  }
}
