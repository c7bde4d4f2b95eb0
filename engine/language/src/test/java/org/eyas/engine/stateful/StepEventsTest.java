package org.eyas.engine.stateful;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.api.alert.Alert;
import org.junit.jupiter.api.Test;

/** Alerts of sequences name the events of their steps. */
class StepEventsTest {
  private static final long SECOND = StatefulRun.SECOND;
  private static final String IN_ORDER = sequence(", {name: three, condition: t.other = three}");
  private static final String WITHOUT = sequence("") + "    without: {condition: t.other = four, for: 5s}\n";

  private static String sequence(String more) {
    return """
        - rule: r
          desc: d
          source: fake
          priority: INFO
          output: "%t.text"
          sequence:
            within: 1m
            by: t.text
            steps: [{name: one, condition: t.other = one}, {name: two, condition: t.other = two}MORE]
        """.replace("MORE", more);
  }

  private static void processEvent(StatefulRun rules, long second, String step) {
    rules.processEvent(second * SECOND, values(step));
  }

  private static Map<String, Object> values(String step) {
    return new TreeMap<>(Map.of("t.other", step, "t.text", "group"));
  }

  private static Object events(List<Alert> sent) {
    return sent.getLast().fields().get("sequence.events");
  }

  @Test
  void theEventsOfAnOrderedSequenceAreThoseOfTheChainThatFires() {
    StatefulRun rules = new StatefulRun(IN_ORDER);
    processEvent(rules, 1, "one");
    processEvent(rules, 2, "two");
    processEvent(rules, 3, "one"); // begins another chain
    rules.handOver();
    processEvent(rules, 4, "three");
    assertEquals(
        List.of("one 1970-01-01T00:00:01Z 1", "two 1970-01-01T00:00:02Z 2", "three 1970-01-01T00:00:04Z 4"), events(rules.sent));
  }

  @Test
  void inAnyOrderTheLatestEventOfEachStepCounts() {
    StatefulRun rules = new StatefulRun(IN_ORDER.replace("within: 1m", "within: 1m\n    ordered: false"));
    processEvent(rules, 1, "three");
    processEvent(rules, 2, "two");
    processEvent(rules, 3, "two");
    rules.handOver();
    processEvent(rules, 4, "one");
    assertEquals(
        List.of("one 1970-01-01T00:00:04Z 4", "two 1970-01-01T00:00:03Z 3", "three 1970-01-01T00:00:01Z 1"), events(rules.sent));
  }

  @Test
  void anAlertThatWaitedHasThemToo() {
    StatefulRun rules = new StatefulRun(WITHOUT);
    processEvent(rules, 1, "one");
    processEvent(rules, 2, "two");
    rules.handOver();
    processEvent(rules, 8, "other");
    assertEquals(List.of("one 1970-01-01T00:00:01Z 1", "two 1970-01-01T00:00:02Z 2"), events(rules.sent));
  }

  @Test
  void eventsOfSeveralSourcesHaveTheNumbersOfTheirSources() {
    JoinedEvent rules = new JoinedEvent(sequence("").replace("name: one,", "name: one, source: second,").replace("one}", "One}"));
    rules.arrives(70, 1 * SECOND, SECOND, values("One"));
    rules.arrives(3, 2 * SECOND, 2 * SECOND, values("two"));
    rules.end(9 * SECOND);
    assertEquals(List.of("one 1970-01-01T00:00:01Z 70", "two 1970-01-01T00:00:02Z 3"), events(rules.sent));
  }
}
