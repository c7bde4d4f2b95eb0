package org.eyas.engine.stateful;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random stateful rules, on random events, sometimes handed over to another engine or restarted: compared with {@link NaiveRuleState}. */
class RandomStatefulRulesTest {
  private static final int CASES = 1_500;
  private static final int EVENTS = 60;
  private static final long YEAR = 365 * 86_400 * StatefulRun.SECOND;
  private static final long SEED = Long.getLong("eyas.seed", System.nanoTime());

  private int fired;

  @Test
  void everyRuleFiresExactlyWhenItsDefinitionSays() {
    for (int i = 0; i < CASES; i++) {
      check(SEED + i);
    }
    System.err.println("-Deyas.seed=" + SEED + ": " + CASES + " rules fired " + fired + " times");
    assertTrue(fired > CASES, "the rules fired only " + fired + " times");
  }

  private void check(long seed) {
    Random random = new Random(seed);
    NaiveRule rule = NaiveRule.random(random);
    StatefulRun engine = new StatefulRun(rule.document());
    NaiveRuleState naive = new NaiveRuleState(rule);
    List<String> expected = new ArrayList<>();
    long nanos = 1_000 * StatefulRun.SECOND; // so that a late event is not before the epoch
    int jump = random.nextInt(2 * EVENTS);
    for (int number = 1; number <= EVENTS; number++) {
      nanos += random.nextInt(5) * rule.pace() * StatefulRun.SECOND / 2;
      Map<String, Object> values = RandomValues.of(random, number);
      long at = number == jump ? nanos + YEAR : nanos - rule.pace() * late(random);
      if (random.nextInt(EVENTS) == 0) {
        engine.handOver();
      }
      if (random.nextInt(EVENTS) == 0) {
        engine.restart();
        naive.restart();
      }
      engine.elapse(at);
      if (engine.isEmpty()) {
        naive.beginAt(at);
      }
      expected.addAll(naive.processEvent(at, values));
      engine.processEvent(at, values);
    }
    assertEquals(expected, engine.alerts, () -> "-Deyas.seed=" + seed + "\n" + rule.document());
    fired += expected.size();
  }

  /** Some events arrive late; one has a time that is a year ahead. */
  private static long late(Random random) {
    return random.nextInt(10) == 0 ? random.nextInt(4) * StatefulRun.SECOND : 0;
  }
}
