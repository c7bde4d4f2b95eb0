package org.eyas.engine.stateful;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Alerts of thresholds name the latest events that count. */
class ThresholdEventsTest {
  private static final long SECOND = StatefulRun.SECOND;

  private static StatefulRun rules(String threshold) {
    return new StatefulRun(
        """
        - rule: r
          desc: d
          source: fake
          priority: INFO
          output: "%threshold.value"
          threshold: {condition: t.other = a, by: t.text, THRESHOLD}
        """.replace("THRESHOLD", threshold));
  }

  private static void processEvent(StatefulRun rules, long second, String other, long value) {
    rules.processEvent(second * SECOND, Map.of("t.other", other, "t.text", "group", "t.int2", value));
  }

  private static Object events(StatefulRun rules) {
    return rules.sent.getLast().fields().get("threshold.events");
  }

  @Test
  void ofACountTheyAreThoseOfItsWindow() {
    StatefulRun rules = rules("count: 3, within: 10s");
    processEvent(rules, 1, "a", 0);
    processEvent(rules, 9, "b", 0);
    processEvent(rules, 10, "a", 0);
    rules.handOver();
    processEvent(rules, 12, "a", 0);
    processEvent(rules, 13, "a", 0);
    assertEquals(List.of("1970-01-01T00:00:10Z 3", "1970-01-01T00:00:12Z 4", "1970-01-01T00:00:13Z 5"), events(rules));
  }

  @Test
  void afterAnAlertTheyBeginAgain() {
    StatefulRun rules = rules("count: 2, within: 10s");
    LongStream.of(1, 2, 21, 22).forEach(second -> processEvent(rules, second, "a", 0));
    assertEquals(2, rules.sent.size());
    assertEquals(List.of("1970-01-01T00:00:21Z 3", "1970-01-01T00:00:22Z 4"), events(rules));
  }

  @Test
  void ofDifferentValuesTheyAreTheLatestOfEach() {
    StatefulRun rules = rules("distinct: t.int2, at_least: 3, within: 10s");
    processEvent(rules, 1, "a", 7);
    processEvent(rules, 2, "a", 8);
    rules.handOver();
    processEvent(rules, 3, "a", 7);
    processEvent(rules, 4, "a", 9);
    assertEquals(List.of("1970-01-01T00:00:02Z 2", "1970-01-01T00:00:03Z 3", "1970-01-01T00:00:04Z 4"), events(rules));
  }

  @Test
  void ofASumTheyAreThoseOfItsWindow() {
    StatefulRun rules = rules("sum: t.int2, at_least: 5, within: 256s");
    processEvent(rules, 1, "a", 4);
    processEvent(rules, 300, "a", 3);
    rules.handOver();
    processEvent(rules, 301, "a", 2);
    assertEquals(List.of("1970-01-01T00:05:00Z 2", "1970-01-01T00:05:01Z 3"), events(rules));
  }

  @Test
  void onlyTheLatestOfMany() {
    for (String threshold : List.of("count: 100, within: 1h", "distinct: t.int2, at_least: 100, within: 1h")) {
      StatefulRun rules = rules(threshold);
      LongStream.rangeClosed(1, 50).forEach(number -> processEvent(rules, number, "a", number));
      rules.handOver();
      LongStream.rangeClosed(51, 100).forEach(number -> processEvent(rules, number, "a", number));
      List<String> latest = LongStream.rangeClosed(69, 100)
          .mapToObj(number -> "1970-01-01T00:%02d:%02dZ %d".formatted(number / 60, number % 60, number)).toList();
      assertEquals(latest, events(rules));
    }
  }
}
