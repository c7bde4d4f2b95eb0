package org.eyas.engine.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.statistics.RuleTimeSampler.RuleTime;
import org.eyas.engine.statistics.RuleTimeSampler.TypeTime;
import org.junit.jupiter.api.Test;

class RuleTimeSamplerTest {
  private final EventSchema schema = EventSchema.current();
  private final RuleTimeSampler times = new RuleTimeSampler(schema);

  @Test
  void aFewEventsAreTimedAndTheEstimateIsForAll() {
    int code = schema.type("SYSCALL_OPENAT_2_X").code();
    int events = 2_000_000;
    for (int i = 0; i < events; i++) {
      if (times.isDue()) {
        times.add(code, 100);
      }
    }
    TypeTime open = times.all().getFirst();
    assertEquals("openat", open.type());
    assertEquals(events, open.events(), events * 0.03);
    assertEquals(100.0, (double) open.nanos() / open.events());
  }

  @Test
  void someOfManyRulesAreTimedAndCountForAll() {
    int rules = 1_000;
    int events = 20_000_000;
    for (int i = 0; i < events; i++) {
      if (times.isDue()) {
        int first = times.place(rules);
        for (int k = 0; k < RuleTimeSampler.RULES_AT_ONCE; k++) {
          times.add("rule " + (first + k) % rules, 1_000, (double) rules / RuleTimeSampler.RULES_AT_ONCE);
        }
      }
    }
    assertEquals(rules, times.rules().size());
    for (RuleTime time : times.rules()) {
      assertEquals(events, time.tested(), events * 0.5, time.rule());
      assertTrue(time.nanos() <= time.tested() * 1_000 && time.nanos() > time.tested() * 500, time::toString);
    }
  }

  @Test
  void theDistancesFollowNoPatternOfTheEvents() {
    int[] byPlace = new int[4];
    for (int i = 0; i < 4_000_000; i++) {
      if (times.isDue()) {
        byPlace[i % 4]++;
      }
    }
    for (int count : byPlace) {
      assertEquals(977, count, 150);
    }
  }

  @Test
  void layoutsOfOneTypeAreAddedUp() {
    times.add(schema.type("SYSCALL_OPENAT_2_X").code(), 10);
    times.add(schema.type("SYSCALL_OPENAT_2_E").code(), 30);
    List<TypeTime> all = times.all();
    assertEquals(1, all.size());
    assertTrue(all.getFirst().nanos() == 40 * 1_024L && all.getFirst().events() == 2 * 1_024L, all::toString);
  }
}
