package org.eyas.engine.stateful;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eyas.api.data.Text;
import org.eyas.api.field.Presence;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.testkit.process.HeapUse;
import org.junit.jupiter.api.Test;

class StatefulRulesTest {
  private static final long SECOND = StatefulRun.SECOND;

  private static String threshold(String output, String... lines) {
    return "- rule: r\n  desc: d\n  source: fake\n  priority: INFO\n  output: '" + output + "'\n  threshold:\n    "
        + String.join("\n    ", lines) + "\n";
  }

  private static final String SEQUENCE =
      """
      - rule: written, then run
        desc: d
        source: fake
        priority: INFO
        output: "%t.text after %write.t.text (%write.t.int, %toupper(write.t.other), %write.t.listtext, %write.t.ip)"
        sequence:
          within: 10s
          by: t.bool
          steps:
            - name: write
              condition: t.other = w
              by: t.path
            - name: run
              condition: t.other = r
              by: t.relpath
      """;

  @Test
  void stepsAreJoinedByDifferentFieldsAndTheOutputPrintsThoseOfAStep() {
    StatefulRun rules = new StatefulRun(SEQUENCE);
    rules.processEvent(1 * SECOND, Map.of("t.other", "w", "t.bool", 1L, "t.path", "/a", "t.text", "first", "t.int", -3L,
        "t.listtext", List.of(Text.of("x"), Text.of("y")), "t.ip", Text.copyOf(new byte[] {10, 0, 0, 1})));
    rules.processEvent(2 * SECOND, Map.of("t.other", "r", "t.bool", 1L, "t.relpath", "/b", "t.text", "second"));
    rules.handOver();
    rules.processEvent(3 * SECOND, Map.of("t.other", "r", "t.bool", 0L, "t.relpath", "/a", "t.text", "third"));
    rules.processEvent(4 * SECOND, Map.of("t.other", "r", "t.bool", 1L, "t.relpath", "/a", "t.text", "fourth"));
    assertEquals(List.of("4: fourth after first (-3, W, (x,y), 10.0.0.1)"), rules.alerts);
  }

  @Test
  void aValueThatAStepDidNotHaveIsMissingInTheOutput() {
    StatefulRun rules = new StatefulRun(SEQUENCE);
    rules.processEvent(1 * SECOND, Map.of("t.other", "w", "t.bool", 1L, "t.path", "/a", "t.text", Presence.PENDING));
    rules.processEvent(2 * SECOND, Map.of("t.other", "r", "t.bool", 1L, "t.relpath", "/a"));
    assertEquals(List.of("2: <NA> after <NA> (<NA>, W, <NA>, <NA>)"), rules.alerts);
  }

  @Test
  void differentValuesAreListedAsOutputsPrintThem() {
    StatefulRun rules =
        new StatefulRun(
            threshold("%threshold.value: %threshold.values", "condition: t.text exists", "distinct: t.ip", "at_least: 2",
                "within: 1m"));
    for (int i = 1; i <= 3; i++) {
      rules.processEvent(i * SECOND, Map.of("t.text", "a", "t.ip", Text.copyOf(new byte[] {10, 0, 0, (byte) (i / 2)})));
    }
    assertEquals(List.of("2: 2: (10.0.0.0,10.0.0.1)"), rules.alerts);
  }

  @Test
  void anAlertSilencesItsGroupForTheTimeOfTheWindow() {
    StatefulRun rules = new StatefulRun(threshold("%t.text", "condition: t.int exists", "count: 2", "within: 10s", "by: t.text"));
    for (int second = 0; second <= 24; second++) {
      rules.processEvent(second * SECOND, Map.of("t.int", 1L, "t.text", "a"));
    }
    assertEquals(List.of("2: a", "14: a"), rules.alerts); // at 1 s and 13 s: the events from 2 to 11 s are ignored
  }

  @Test
  void theGroupsThatWereNotUsedForTheLongestTimeAreForgottenFirst() {
    StatefulRun rules =
        new StatefulRun(threshold("%t.int", "condition: t.int exists", "count: 2", "within: 1h", "by: t.int"), 20_000);
    for (int number = 0; number < 1_000; number++) {
      rules.processEvent(number, Map.of("t.int", (long) number));
    }
    StatefulRuleFigures figures = rules.memories.store().figures();
    assertTrue(figures.bytes() <= 20_000, figures::toString);
    assertTrue(figures.groups() > 50, figures::toString);
    assertEquals(1_000, figures.groups() + figures.evicted());
    rules.processEvent(2_000, Map.of("t.int", 0L)); // evicted: counts from 1 again
    rules.processEvent(2_001, Map.of("t.int", 999L));
    assertEquals(List.of("1002: 999"), rules.alerts);
  }

  @Test
  void aTimeThatIsFarAheadNeitherKeepsItsGroupSilentNorStopsOthers() {
    StatefulRun rules = new StatefulRun(threshold("%t.text", "condition: t.int exists", "count: 2", "within: 10s", "by: t.text"));
    long year = 365 * 86_400 * SECOND;
    for (long nanos : List.of(SECOND, 2 * SECOND, year, year, 3 * SECOND, 4 * SECOND, 15 * SECOND, 16 * SECOND)) {
      rules.processEvent(nanos, Map.of("t.int", 1L, "t.text", "a"));
    }
    assertEquals(List.of("2: a", "4: a", "6: a", "8: a"), rules.alerts);
  }

  @Test
  void aRuleWithManyGroupsDoesNotMakeAnotherRuleForget() {
    String noise =
        threshold("noise", "condition: t.int exists", "count: 2", "within: 1h", "by: t.int").replace("rule: r", "rule: n");
    StatefulRun rules = new StatefulRun(SEQUENCE + noise, 20_000);
    rules.processEvent(1, Map.of("t.other", "w", "t.bool", 1L, "t.path", "/a"));
    for (int number = 0; number < 1_000; number++) {
      rules.processEvent(number + 2, Map.of("t.int", (long) number));
    }
    assertTrue(rules.memories.store().figures().evicted() > 500, rules.memories.store().figures()::toString);
    rules.processEvent(2_000, Map.of("t.other", "r", "t.bool", 1L, "t.relpath", "/a", "t.text", "last"));
    assertEquals(List.of("1002: last after <NA> (<NA>, W, <NA>, <NA>)"), rules.alerts);
  }

  @Test
  void anEventThatCompletesTwoGroupsFiresTwice() {
    StatefulRun rules =
        new StatefulRun(
            """
            - rule: r
              desc: d
              source: fake
              priority: INFO
              output: "%a.t.int %b.t.int"
              sequence:
                within: 1h
                ordered: false
                steps:
                  - {name: a, condition: "t.other in (a, ab)", by: t.text}
                  - {name: b, condition: "t.other in (b, ab)", by: t.path}
            """);
    rules.processEvent(1, Map.of("t.int", 1L, "t.other", "a", "t.text", "x"));
    rules.processEvent(2, Map.of("t.int", 2L, "t.other", "b", "t.path", "y"));
    rules.processEvent(3, Map.of("t.int", 3L, "t.other", "ab", "t.text", "y", "t.path", "x"));
    assertEquals(List.of("3: 3 2", "3: 1 3"), rules.alerts);
  }

  @Test
  void untilEndsTheGroupThatItsOwnValuesName() {
    StatefulRun rules = new StatefulRun(SEQUENCE + "    until: {condition: t.other = u, by: t.text}\n");
    for (String file : List.of("/a", "/b")) {
      rules.processEvent(1, Map.of("t.other", "w", "t.bool", 1L, "t.path", file));
    }
    rules.processEvent(2, Map.of("t.other", "u", "t.bool", 1L, "t.text", "/a", "t.path", "/b"));
    for (String file : List.of("/a", "/b")) {
      rules.processEvent(3, Map.of("t.other", "r", "t.bool", 1L, "t.relpath", file, "t.text", file));
    }
    assertEquals(List.of("5: /b after <NA> (<NA>, W, <NA>, <NA>)"), rules.alerts);
  }

  @Test
  void aStepThatComesTooLateIsCounted() {
    StatefulRun rules =
        new StatefulRun(
            """
            - rule: r
              desc: d
              source: fake
              priority: INFO
              output: "x"
              sequence:
                within: 10s
                steps:
                  - {name: first, condition: t.other = a}
                  - {name: second, condition: t.other = b}
                  - {name: third, condition: t.other = c}
            """);
    rules.testEachStep();
    rules.processEvent(1 * SECOND, Map.of("t.other", "a"));
    rules.processEvent(5 * SECOND, Map.of("t.other", "b"));
    rules.processEvent(9 * SECOND, Map.of("t.other", "a")); // keeps the group
    rules.processEvent(12 * SECOND, Map.of("t.other", "c"));
    assertEquals(List.of(), rules.alerts);
    assertEquals(1, rules.memories.store().progress(0).apart(2));
  }

  @Test
  void stepsThatOnlyContinueASequenceAreTestedWhileOneIsOpen() {
    StatefulRun rules =
        new StatefulRun(
            """
            - rule: r
              desc: d
              source: fake
              priority: INFO
              output: "x"
              sequence:
                within: 10s
                until: {condition: t.other = end}
                steps:
                  - {name: first, condition: t.other = a}
                  - {name: second, condition: t.other = b}
            """);
    rules.processEvent(1 * SECOND, Map.of("t.other", "b"));
    rules.processEvent(2 * SECOND, Map.of("t.other", "end"));
    assertEquals(0, rules.memories.store().progress(0).matching(1));
    rules.processEvent(3 * SECOND, Map.of("t.other", "a"));
    rules.processEvent(4 * SECOND, Map.of("t.other", "end"));
    rules.processEvent(5 * SECOND, Map.of("t.other", "b"));
    assertEquals(0, rules.memories.store().progress(0).matching(1));
    rules.processEvent(6 * SECOND, Map.of("t.other", "a"));
    rules.processEvent(7 * SECOND, Map.of("t.other", "b"));
    assertEquals(1, rules.memories.store().progress(0).matching(1));
    assertEquals(1, rules.alerts.size());
  }

  @Test
  void stepsThatOnlyContinueASequenceAreTestedForEventsOfItsGroup() {
    StatefulRun rules =
        new StatefulRun(
            """
            - rule: r
              desc: d
              source: fake
              priority: INFO
              output: "x"
              sequence:
                within: 10s
                by: t.int
                steps:
                  - {name: first, condition: t.other = a}
                  - {name: second, condition: t.other = b}
                  - {name: third, condition: t.other = c}
                without: {condition: t.other = d, for: 5s}
            """);
    rules.processEvent(1 * SECOND, Map.of("t.other", "a", "t.int", 1L));
    rules.processEvent(2 * SECOND, Map.of("t.other", "b", "t.int", 2L));
    rules.processEvent(3 * SECOND, Map.of("t.other", "c", "t.int", 1L));
    rules.processEvent(12 * SECOND, Map.of("t.other", "b", "t.int", 1L)); // too late
    rules.processEvent(13 * SECOND, Map.of("t.other", "a", "t.int", 3L));
    rules.processEvent(14 * SECOND, Map.of("t.other", "b", "t.int", 3L));
    rules.processEvent(15 * SECOND, Map.of("t.other", "c", "t.int", 3L));
    rules.processEvent(16 * SECOND, Map.of("t.other", "d", "t.int", 1L)); // of no alert that waits
    RuleProgress progress = rules.memories.store().progress(0);
    assertEquals(List.of(2L, 1L, 1L, 0L), IntStream.range(0, 4).mapToObj(progress::matching).toList());
    rules.processEvent(21 * SECOND, Map.of());
    assertEquals(1, rules.alerts.size());
  }

  @Test
  void fieldsThatAreOnlyPrintedAreNotAmongThoseThatARuleNeeds() {
    LoadedRule rule = StatefulRun.load(SEQUENCE, FakeFields.ofEveryKind()).rules().getFirst();
    Set<String> needed = rule.condition().fields().stream().map(FieldUse::text).collect(Collectors.toSet());
    assertEquals(Set.of("t.other", "t.bool", "t.path", "t.relpath"), needed);
    Set<String> printed = rule.keptFields().stream().map(FieldUse::text).collect(Collectors.toSet());
    assertEquals(Set.of("t.text", "t.int", "t.other", "t.listtext", "t.ip"), printed);
  }

  @Test
  void aMemoryOfMoreThanHalfTheLimitIsNotHandedOver() {
    String texts = threshold("x", "condition: t.text exists", "distinct: t.text", "at_least: 900", "within: 1h");
    StatefulRun rules = new StatefulRun(texts, 200_000);
    for (int number = 100; number < 190; number++) {
      rules.processEvent(number, Map.of("t.text", number + "x".repeat(997)));
    }
    assertNotNull(rules.memories.store().encode());
    for (int number = 200; number < 250; number++) {
      rules.processEvent(number, Map.of("t.text", number + "x".repeat(997)));
    }
    assertNull(rules.memories.store().encode());
  }

  @Test
  void aHundredThousandOpenGroupsTakeLessThan30Megabytes() {
    for (String output : List.of("x", "%first.t.text")) {
      StatefulRun rules = new StatefulRun(twoSteps(output), Long.MAX_VALUE);
      long before = HeapUse.bytes();
      for (int number = 0; number < 100_000; number++) {
        rules.processEvent(number, Map.of("t.int", (long) number, "t.other", "a", "t.text", "/usr/bin/program " + number));
      }
      StatefulRuleFigures figures = rules.memories.store().figures();
      long heap = HeapUse.bytes() - before;
      System.err.printf("output '%s': %s, really %d bytes of heap%n", output, figures, heap);
      Reference.reachabilityFence(rules);
      assertEquals(100_000, figures.groups());
      assertTrue(figures.bytes() < 30 << 20, figures::toString);
      assertTrue(heap < 30 << 20, () -> heap + " bytes of heap");
    }
  }

  private static String twoSteps(String output) {
    return """
        - rule: r
          desc: d
          source: fake
          priority: INFO
          output: "%s"
          sequence:
            within: 1h
            by: t.int
            steps:
              - {name: first, condition: t.other = a}
              - {name: second, condition: t.other = b}
        """.formatted(output);
  }

  @Test
  void rulesThatDidNotChangeContinueAndOthersStartEmpty() {
    String same = threshold("%t.int", "condition: t.int exists", "count: 2", "within: 1h");
    StatefulRun before = new StatefulRun(same);
    before.processEvent(1, Map.of("t.int", 1L));
    StatefulRun next = new StatefulRun(same.replace("desc: d", "desc: another description"));
    next.memories.continueWith(before.memories);
    next.processEvent(2, Map.of("t.int", 2L));
    assertEquals(List.of("1: 2"), next.alerts);
    before = new StatefulRun(same);
    before.processEvent(1, Map.of("t.int", 1L));
    StatefulRun changed = new StatefulRun(same.replace("t.int exists", "t.int in (1, 2)"));
    changed.memories.continueWith(before.memories);
    changed.processEvent(2, Map.of("t.int", 2L));
    assertEquals(List.of(), changed.alerts);
  }

  @Test
  void onlySingleTextsNumbersAndAddressesNameGroups() {
    for (String field : List.of("t.listtext", "t.anyint", "t.endip", "t.net", "t.double", "len(t.double)")) {
      String document = threshold("x", "condition: t.int exists", "count: 2", "within: 1h", "by: " + field);
      assertFalse(StatefulRun.load(document, FakeFields.ofEveryKind()).successful(), field);
    }
    for (String field : List.of("t.text", "t.path", "t.bool", "t.port", "t.ip", "evt.buffer", "len(t.text)", "t.anytext[1]")) {
      String document = threshold("x", "condition: t.int exists", "count: 2", "within: 1h", "by: " + field);
      assertTrue(StatefulRun.load(document, FakeFields.ofEveryKind()).successful(), field);
    }
  }

  @Test
  void anotherLayoutIsRejectedAndRulesThatLeftAreSkipped() throws IOException {
    StatefulRun rules = new StatefulRun(SEQUENCE);
    rules.processEvent(1, Map.of("t.other", "w", "t.bool", 1L, "t.path", "/a"));
    byte[] encoded = Objects.requireNonNull(rules.memories.store().encode());
    StatefulRun other = new StatefulRun(SEQUENCE.replace("within: 10s", "within: 11s"));
    other.memories.resume(encoded);
    assertEquals(0, other.memories.store().figures().groups());
    encoded[0]++;
    assertThrows(IOException.class, () -> new StatefulRun(SEQUENCE).memories.resume(encoded));
  }

  @Test
  void anEventOfAKnownGroupThatAddsNothingNewDoesNotAllocate() {
    StatefulRun rules =
        new StatefulRun(threshold("x", "condition: t.int exists", "distinct: t.text", "at_least: 3", "within: 1h", "by: t.int"));
    rules.processEvent(1, Map.of("t.int", 1L, "t.text", "a"));
    TimedEvent event = new TimedEvent(2, 2);
    for (int i = 0; i < 20_000; i++) {
      rules.processEvent(event);
    }
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 20_000; i++) {
      rules.processEvent(event);
    }
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(bytes < 20_000, bytes + " bytes for 20,000 events");
    assertEquals(List.of(), rules.alerts);
  }
}
