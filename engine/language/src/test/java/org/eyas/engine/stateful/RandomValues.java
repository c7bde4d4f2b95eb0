package org.eyas.engine.stateful;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The fields of a random event, for rules of {@link NaiveRule}. */
final class RandomValues {
  private RandomValues() {}

  /** Some fields are missing in some events. */
  static Map<String, Object> of(Random random, long number) {
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
