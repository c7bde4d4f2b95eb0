package org.eyas.engine.stateful;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eyas.api.control.OpenSequence;
import org.eyas.api.control.OpenSequences;
import org.junit.jupiter.api.Test;

/** What people see of sequences that have begun. */
class OpenSequencesTest {
  private static final long SECOND = StatefulRun.SECOND;

  private static final String RULES =
      """
      - rule: in order
        desc: d
        source: fake
        priority: INFO
        output: "%t.path"
        sequence:
          within: 10s
          by: [t.path, t.int]
          steps:
            - {name: get, condition: t.other = g}
            - {name: run, condition: t.other = r}
            - {name: call, condition: t.other = c}
      - rule: in any order
        desc: d
        source: fake
        priority: INFO
        output: "%t.path"
        sequence:
          within: 10s
          by: t.path
          ordered: false
          steps:
            - {name: a, condition: t.text = a}
            - {name: b, condition: t.text = b}
            - {name: c, condition: t.text = c}
      - rule: absent
        desc: d
        source: fake
        priority: INFO
        output: "%t.path"
        sequence:
          within: 10s
          by: t.path
          steps:
            - {name: stop, condition: t.text = s}
          without: {condition: t.text = b, for: 5s}
      - rule: counted
        desc: d
        source: fake
        priority: INFO
        output: "%t.path"
        threshold: {condition: t.text = s, count: 9, within: 10s}
      """;

  private final StatefulRun rules = new StatefulRun(RULES);

  private void processEvent(long second, String other, String text, String path, long size) {
    rules.processEvent(second * SECOND, Map.of("t.other", other, "t.text", text, "t.path", path, "t.int", size));
  }

  private OpenSequences open(String rule, int most, long second) {
    return rules.memories.store().openSequences(rule, most, second * SECOND);
  }

  private static OpenSequence sequence(List<String> group, List<String> matched, List<String> awaited, long end) {
    return new OpenSequence(group, matched, awaited, false, Instant.ofEpochSecond(end));
  }

  @Test
  void theFurthestComeFirstWithWhatTheyWaitFor() {
    processEvent(1, "g", "", "/a", 7);
    processEvent(2, "r", "", "/a", 7);
    processEvent(3, "g", "", "/b", -1);
    processEvent(4, "g", "", "/c", 300);
    OpenSequences open = open("in order", 2, 5);
    assertEquals(List.of("t.path", "t.int"), open.by());
    assertEquals(3, open.count());
    assertEquals(
        List.of(sequence(List.of("/a", "7"), List.of("get", "run"), List.of("call"), 11),
            sequence(List.of("/c", "300"), List.of("get"), List.of("run"), 14)),
        open.furthest());
  }

  @Test
  void aSequenceWhoseTimeIsOverIsNotOpen() {
    processEvent(1, "g", "", "/a", 7);
    assertEquals(1, open("in order", 9, 11).count());
    assertEquals(0, open("in order", 9, 12).count());
    processEvent(2, "r", "", "/a", 7);
    processEvent(3, "c", "", "/a", 7);
    assertEquals(OpenSequences.NONE.furthest(), open("in order", 9, 3).furthest());
  }

  @Test
  void inAnyOrderAllMissingStepsAreAwaited() {
    processEvent(1, "", "b", "/a", 0);
    processEvent(8, "", "c", "/a", 0);
    assertEquals(
        List.of(sequence(List.of("/a"), List.of("b", "c"), List.of("a"), 11)), open("in any order", 9, 8).furthest());
    processEvent(12, "", "x", "/a", 0); // the time of the rule passes with its own events only
    processEvent(12, "", "c", "/b", 0);
    assertEquals(
        List.of(
            sequence(List.of("/b"), List.of("c"), List.of("a", "b"), 22),
            sequence(List.of("/a"), List.of("c"), List.of("a", "b"), 18)),
        open("in any order", 9, 12).furthest());
  }

  @Test
  void anAlertThatWaitsIsComplete() {
    processEvent(1, "", "s", "/a", 0);
    assertEquals(
        List.of(new OpenSequence(List.of("/a"), List.of("stop"), List.of("without"), true, Instant.ofEpochSecond(6))),
        open("absent", 9, 2).furthest());
    processEvent(3, "", "b", "/a", 0);
    assertEquals(0, open("absent", 9, 3).count());
  }

  @Test
  void otherRulesHaveNone() {
    processEvent(1, "", "s", "/a", 0);
    assertEquals(OpenSequences.NONE, open("counted", 9, 1));
    assertEquals(OpenSequences.NONE, open("unknown", 9, 1));
  }
}
