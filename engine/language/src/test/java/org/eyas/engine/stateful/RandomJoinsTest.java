package org.eyas.engine.stateful;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random sequences over two sources, whose events arrive later than they happened and in another order, sometimes handed over to another
 * engine: compared with {@link NaiveRuleState}, which sees the events in the order of their times.
 */
class RandomJoinsTest {
  private static final int CASES = 1_000;
  private static final int EVENTS = 60;
  private static final long LATE = 1_000;
  private static final long SEED = Long.getLong("eyas.seed", System.nanoTime());

  private int fired;

  private record Arrival(long number, long nanos, long arrivalNanos, Map<String, Object> values) {}

  @Test
  void everySequenceOverTwoSourcesFiresExactlyWhenItsDefinitionSays() {
    for (int i = 0; i < CASES; i++) {
      check(SEED + i);
    }
    System.err.println("-Deyas.seed=" + SEED + ": " + CASES + " sequences over two sources fired " + fired + " times");
    assertTrue(fired > CASES / 2, "the rules fired only " + fired + " times");
  }

  @Test
  void aLateEventOfAnotherGroupChangesNothing() {
    for (int i = 0; i < CASES / 2; i++) {
      checkWithLateEvents(SEED + i);
    }
    assertTrue(fired > CASES / 8, "the rules fired only " + fired + " times");
  }

  /** The late events have groups of their own, so rules without groups are left out; so are alerts of one late event alone. */
  private void checkWithLateEvents(long seed) {
    Random random = new Random(seed);
    NaiveRule rule = NaiveRule.ofTwoSources(random);
    if (!rule.by().contains("t.text")) {
      return;
    }
    JoinedEvent engine = new JoinedEvent(rule.document());
    NaiveRuleState naive = new NaiveRuleState(rule);
    List<Arrival> events = events(random, rule.pace());
    List<String> expected = new ArrayList<>();
    events.forEach(event -> expected.addAll(naive.processEvent(event.nanos(), event.values())));
    for (Arrival event : events.stream().sorted(Comparator.comparingLong(Arrival::arrivalNanos)).toList()) {
      engine.arrives(event.number(), event.nanos(), event.arrivalNanos(), event.values());
      if (random.nextInt(4) == 0) {
        Map<String, Object> late = values(random, LATE + event.number());
        late.put("t.text", "late" + event.number());
        engine.arrives(LATE + event.number(), event.nanos() - StatefulRun.SECOND * 50, event.arrivalNanos(), late);
      }
    }
    engine.end(events.getLast().nanos());
    List<String> others =
        engine.alerts.stream().filter(alert -> Long.parseLong(alert.substring(0, alert.indexOf(':'))) < LATE).toList();
    assertEquals(expected, others, () -> "-Deyas.seed=" + seed + "\n" + rule.document());
    fired += expected.size();
  }

  private void check(long seed) {
    Random random = new Random(seed);
    NaiveRule rule = NaiveRule.ofTwoSources(random);
    NaiveRuleState naive = new NaiveRuleState(rule);
    JoinedEvent engine = new JoinedEvent(rule.document());
    List<Arrival> events = events(random, rule.pace());
    List<String> expected = new ArrayList<>();
    events.forEach(event -> expected.addAll(naive.processEvent(event.nanos(), event.values())));
    for (Arrival event : events.stream().sorted(Comparator.comparingLong(Arrival::arrivalNanos)).toList()) {
      if (random.nextInt(EVENTS) == 0) {
        engine.handOver();
      }
      engine.arrives(event.number(), event.nanos(), event.arrivalNanos(), event.values());
    }
    engine.end(events.getLast().nanos());
    assertEquals(expected, engine.alerts, () -> "-Deyas.seed=" + seed + "\n" + rule.document());
    assertEquals(0, engine.sorter.late());
    fired += expected.size();
  }

  /** No two events have the same time: the order of such events would be that in which they arrive. */
  private static List<Arrival> events(Random random, long pace) {
    List<Arrival> events = new ArrayList<>();
    long nanos = 100 * StatefulRun.SECOND;
    for (int number = 1; number <= EVENTS; number++) {
      nanos += random.nextInt(5) * pace * StatefulRun.SECOND / 2 + 1;
      long lag = (long) (random.nextDouble() * JoinedEvent.WAIT_NANOS);
      events.add(new Arrival(number, nanos, nanos + lag, values(random, number)));
    }
    return events;
  }

  private static Map<String, Object> values(Random random, long number) {
    Map<String, Object> values = new HashMap<>();
    values.put("t.uint64", number);
    String letter = List.of("a", "b", "c", "d").get(random.nextInt(4));
    values.put("t.other", random.nextBoolean() ? letter : letter.toUpperCase(Locale.ROOT));
    if (random.nextInt(10) > 0) {
      values.put("t.text", List.of("x", "y", "z").get(random.nextInt(3)));
    }
    if (random.nextInt(10) > 0) {
      values.put("t.int", (long) random.nextInt(2));
    }
    return values;
  }
}
