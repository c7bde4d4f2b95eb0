package org.eyas.engine.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random rules on random events in the order of their times, with the groups as bytes between them: compared with {@link NaiveMemory}. */
class GroupMemoryTest {
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
    NaiveMemory naive = new NaiveMemory(rule);
    List<String> expected = new ArrayList<>();
    long nanos = 100 * Remembered.SECOND;
    for (int number = 1; number <= EVENTS; number++) {
      nanos += random.nextInt(5) * rule.pace() * Remembered.SECOND / 2;
      Map<String, Object> values = values(random, number);
      expected.addAll(naive.see(nanos, values));
      engine.see(nanos, values);
    }
    // Alerts that were due between two events come in no order.
    assertEquals(sorted(expected), sorted(engine.alerts), () -> "-Deyas.seed=" + seed + "\n" + rule.document());
    fired += expected.size();
  }

  private static List<String> sorted(List<String> alerts) {
    return alerts.stream().sorted().toList();
  }

  private static Map<String, Object> values(Random random, long number) {
    Map<String, Object> values = new HashMap<>();
    values.put("t.uint64", number);
    values.put("t.other", List.of("a", "b", "c", "d").get(random.nextInt(4)));
    if (random.nextInt(10) > 0) {
      values.put("t.text", List.of("x", "y", "z").get(random.nextInt(3)));
    }
    if (random.nextInt(10) > 0) {
      values.put("t.int", (long) random.nextInt(2));
    }
    if (random.nextInt(10) > 0) {
      values.put("t.int2", (long) random.nextInt(5) - 1);
    }
    return values;
  }
}
