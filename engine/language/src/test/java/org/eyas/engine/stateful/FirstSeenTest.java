package org.eyas.engine.stateful;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Rules with {@code first}. */
class FirstSeenTest {
  private static final long SECOND = StatefulRun.SECOND;

  private static String rule(String... lines) {
    return "- rule: r\n  desc: d\n  source: fake\n  priority: INFO\n  output: '%t.text %t.int'\n  first:\n    condition: t.int exists\n    "
        + String.join("\n    ", lines) + "\n";
  }

  private static void processEvent(StatefulRun rules, long second, String text, long number) {
    rules.processEvent(second * SECOND, Map.of("t.text", text, "t.int", number));
  }

  @Test
  void eachGroupLearnsFromItsFirstEventOnAndThenFiresOncePerValue() {
    StatefulRun rules = new StatefulRun(rule("value: t.int", "by: t.text", "learn: 10s"));
    processEvent(rules, 1, "a", 1);
    processEvent(rules, 10, "a", 2);
    processEvent(rules, 11, "a", 3); // 10 s after the first event
    processEvent(rules, 12, "a", 3);
    processEvent(rules, 13, "a", 1);
    processEvent(rules, 20, "b", 3); // another group learns
    processEvent(rules, 30, "b", 4);
    assertEquals(List.of("3: a 3", "7: b 4"), rules.alerts);
  }

  @Test
  void withoutGroupsTheRuleLearnsFromItsFirstEventOnWhetherThatMatchesOrNot() {
    for (boolean stopped : List.of(false, true)) {
      StatefulRun rules = new StatefulRun(rule("value: t.int", "learn: 10s"));
      rules.processEvent(SECOND, Map.of("t.text", "a"));
      if (stopped) {
        rules.restart();
      }
      processEvent(rules, 11, "a", 1);
      assertEquals(List.of("2: a 1"), rules.alerts);
    }
  }

  @Test
  void aRuleThatIsAbsentForAWhileKnowsWhatItKnew() {
    String known = rule("value: t.int", "learn: 0s");
    for (boolean stopped : List.of(false, true)) {
      StatefulRun before = new StatefulRun(known);
      processEvent(before, 1, "a", 1);
      StatefulRun meanwhile = new StatefulRun(known.replace("rule: r", "rule: another"));
      meanwhile.memories.continueWith(before.memories);
      if (stopped) {
        meanwhile.restart();
      }
      StatefulRun next = new StatefulRun(known);
      next.memories.continueWith(meanwhile.memories);
      processEvent(next, 2, "a", 1);
      processEvent(next, 3, "a", 2);
      assertEquals(List.of("2: a 2"), next.alerts);
    }
  }

  @Test
  void nothingIsKeptOfAMemoryWhoseEndIsDamaged() {
    StatefulRun before = new StatefulRun(rule("value: t.int", "learn: 0s"));
    processEvent(before, 1, "a", 1);
    byte[] encoded = Objects.requireNonNull(before.memories.store().encodeLasting());
    StatefulRun next = new StatefulRun(rule("value: t.int", "learn: 0s"));
    byte[] damaged = Arrays.copyOf(encoded, encoded.length - 1);
    assertThrows(IOException.class, () -> next.memories.resumeAfterRestart(damaged));
    assertEquals(0, next.memories.store().figures().groups());
  }

  @Test
  void withoutATimeToLearnTheFirstValueFires() {
    StatefulRun rules = new StatefulRun(rule("value: t.int", "learn: 0s"));
    processEvent(rules, 1, "a", 7);
    processEvent(rules, 2, "b", 7);
    assertEquals(List.of("1: a 7"), rules.alerts);
  }

  @Test
  void severalValuesAreNewTogether() {
    StatefulRun rules = new StatefulRun(rule("value: [t.text, t.int]", "learn: 0s"));
    processEvent(rules, 1, "a", 1);
    processEvent(rules, 2, "b", 2);
    processEvent(rules, 3, "a", 2);
    processEvent(rules, 4, "a", 1);
    assertEquals(List.of("1: a 1", "2: b 2", "3: a 2"), rules.alerts);
  }

  @Test
  void anEventWithoutTheValueOrTheGroupIsNotSeen() {
    StatefulRun rules = new StatefulRun(rule("value: t.int2", "by: t.text", "learn: 0s"));
    rules.processEvent(1, Map.of("t.int", 1L, "t.text", "a"));
    rules.processEvent(2, Map.of("t.int", 1L, "t.int2", 1L));
    assertEquals(0, rules.memories.store().figures().groups());
    assertEquals(2, rules.memories.store().progress(0).lacking(0));
  }

  @Test
  void theEntriesUsedLeastRecentlyAreForgottenAndCounted() {
    StatefulRun rules = new StatefulRun(rule("value: t.int", "learn: 0s", "entries: 10"));
    for (int number = 1; number <= 9; number++) {
      processEvent(rules, number, "a", number); // with the group, there are 10 entries
    }
    processEvent(rules, 10, "a", 1);
    processEvent(rules, 11, "a", 10); // 2 is forgotten
    processEvent(rules, 12, "a", 1);
    processEvent(rules, 13, "a", 2);
    assertEquals(10, rules.memories.store().figures().groups());
    assertEquals(2, rules.memories.store().figures().evicted());
    assertEquals("r", rules.memories.store().figures().mostEvicting());
    assertEquals(11, rules.alerts.size(), rules.alerts::toString);
    assertEquals(List.of("11: a 10", "13: a 2"), rules.alerts.subList(9, 11));
  }

  @Test
  void aGroupDoesNotLearnAgainWhileItKnowsValues() {
    StatefulRun rules = new StatefulRun(rule("value: t.int", "by: t.text", "learn: 10s", "entries: 10"));
    processEvent(rules, 1, "a", 1);
    for (int number = 2; number < 100; number++) {
      processEvent(rules, 10 + number, "a", number);
    }
    assertEquals(98, rules.alerts.size());
  }

  @Test
  void oneEventFromTheFutureDoesNotStopAlerts() {
    StatefulRun rules = new StatefulRun(rule("value: t.int", "learn: 10s"));
    processEvent(rules, 1_000_000, "a", 1);
    processEvent(rules, 1, "a", 2);
    processEvent(rules, 11, "a", 3);
    assertEquals(List.of("3: a 3"), rules.alerts);
  }

  @Test
  void anotherNumberOfEntriesKeepsWhatIsKnown() {
    StatefulRun before = new StatefulRun(rule("value: t.int", "learn: 0s"));
    processEvent(before, 1, "a", 1);
    StatefulRun next = new StatefulRun(rule("value: t.int", "learn: 0s", "entries: 20"));
    next.memories.continueWith(before.memories);
    processEvent(next, 2, "a", 1);
    assertEquals(List.of(), next.alerts);
  }

  @Test
  void aHundredThousandEntriesTakeLessThan30Megabytes() {
    StatefulRun rules = new StatefulRun(rule("value: t.text", "by: t.int", "learn: 1h", "entries: 100000"), 32 << 20);
    for (int number = 0; number < 99_000; number++) {
      processEvent(rules, 1, "/usr/lib/a/program/of/some/length/" + number, number % 1_000);
    }
    StatefulRuleFigures figures = rules.memories.store().figures();
    long begin = System.nanoTime();
    byte[] encoded = Objects.requireNonNull(rules.memories.store().encodeLasting());
    long micros = (System.nanoTime() - begin) / 1_000;
    System.err.println("first: " + figures + ", encoded: " + encoded.length + " bytes in " + micros + " us");
    assertEquals(100_000, figures.groups());
    assertTrue(figures.bytes() < 30 << 20, figures::toString);
  }

  @Test
  void aFullMemoryOfLongTextsIsNotTooLargeForTheDisk() {
    StatefulRun rules = new StatefulRun(rule("value: t.text", "learn: 0s"), 100_000);
    for (int number = 0; number < 1_000; number++) {
      processEvent(rules, 1, "/" + number + "x".repeat(200), number);
    }
    assertTrue(rules.memories.store().figures().evicted() > 0);
    assertTrue(Objects.requireNonNull(rules.memories.store().encodeLasting()).length < 100_000);
  }

  @Test
  void moreThan32MegabytesAreTooLargeForTheDisk() {
    StatefulRun rules = new StatefulRun(rule("value: t.text", "learn: 0s"), 1 << 30);
    for (int number = 0; number < 33; number++) {
      processEvent(rules, 1, number + "x".repeat(1 << 20), number);
    }
    assertNull(rules.memories.store().encodeLasting());
  }

  @Test
  void aKnownValueDoesNotAllocate() {
    StatefulRun rules = new StatefulRun(rule("value: t.int", "by: t.text", "learn: 0s"));
    processEvent(rules, 1, "a", 1);
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
    assertEquals(List.of("1: a 1"), rules.alerts);
  }
}
