package org.eyas.engine.stateful;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.rules.LoadedRule;
import org.junit.jupiter.api.Test;

/** Sequences with {@code without}. */
class AbsenceTest {
  private static final long SECOND = StatefulRun.SECOND;

  private static final String STOPPED =
      """
      - rule: stopped, and not started
        desc: d
        source: fake
        priority: INFO
        output: "%t.path %t.text after %stop.t.text"
        sequence:
          within: 10s
          by: t.path
          steps:
            - {name: stop, condition: t.other = s}
            - {name: gone, condition: t.other = g}
          until: t.other = u
          without: {condition: t.other = b, for: 5s}
      """;

  private final StatefulRun rules = new StatefulRun(STOPPED);

  private void processEvent(long second, String other, String path, String text) {
    rules.processEvent(second * SECOND, Map.of("t.other", other, "t.path", path, "t.text", text));
  }

  @Test
  void theAlertHasTheFieldsOfTheLastStepAndComesWhenTheTimeIsOver() {
    processEvent(1, "s", "/a", "first");
    processEvent(2, "g", "/a", "second");
    processEvent(7, "x", "/a", "in time"); // exactly 5 s
    assertEquals(List.of(), rules.alerts);
    processEvent(8, "x", "/b", "later");
    assertEquals(List.of("2: /a second after first"), rules.alerts);
  }

  @Test
  void onlyTheGroupThatSomethingHappenedInDoesNotFire() {
    for (String path : List.of("/a", "/b", "/c")) {
      processEvent(1, "s", path, "first");
      processEvent(2, "g", path, "second");
    }
    processEvent(3, "b", "/a", "back");
    processEvent(4, "u", "/b", "end");
    processEvent(60, "x", "/d", "later");
    assertEquals(List.of("6: /c second after first"), rules.alerts);
  }

  @Test
  void whileAnAlertWaitsTheGroupMakesNoOther() {
    processEvent(1, "s", "/a", "first");
    processEvent(2, "g", "/a", "second");
    processEvent(3, "s", "/a", "third");
    processEvent(4, "g", "/a", "fourth");
    processEvent(60, "x", "/d", "later");
    assertEquals(List.of("2: /a second after first"), rules.alerts);
  }

  @Test
  void whatComesBeforeTheLastStepPreventsNothing() {
    processEvent(1, "s", "/a", "first");
    processEvent(2, "b", "/a", "back");
    processEvent(3, "g", "/a", "second");
    processEvent(60, "x", "/d", "later");
    assertEquals(List.of("3: /a second after first"), rules.alerts);
  }

  @Test
  void aTimeThatGoesFarBackBeginsTheWaitAgain() {
    processEvent(1_000, "s", "/a", "first");
    processEvent(1_001, "g", "/a", "second");
    processEvent(1, "x", "/d", "the clock was set");
    processEvent(6, "x", "/d", "in time");
    assertEquals(List.of(), rules.alerts);
    processEvent(7, "x", "/d", "later");
    assertEquals(List.of("2: /a second after first"), rules.alerts);
  }

  @Test
  void alertsThatWaitTakeMemoryUpToTheLimit() {
    StatefulRun small = new StatefulRun(STOPPED, 20_000);
    for (int number = 0; number < 1_000; number++) {
      small.processEvent(number, Map.of("t.other", "s", "t.path", "/" + number, "t.text", "a"));
      small.processEvent(number, Map.of("t.other", "g", "t.path", "/" + number, "t.text", "b"));
    }
    StatefulRuleFigures figures = small.memories.store().figures();
    assertTrue(figures.bytes() <= 20_000, figures::toString);
    assertEquals(1_000, figures.groups() + figures.evicted());
    small.processEvent(60 * SECOND, Map.of("t.other", "x"));
    assertEquals(figures.groups(), small.alerts.size());
  }

  @Test
  void aReloadKeepsWhatWaits() {
    processEvent(1, "s", "/a", "first");
    processEvent(2, "g", "/a", "second");
    StatefulRun next = new StatefulRun(STOPPED.replace("desc: d", "desc: e"));
    next.memories.continueWith(rules.memories);
    next.processEvent(60 * SECOND, Map.of("t.other", "x"));
    assertEquals(List.of("2: /a second after first"), next.alerts);
  }

  @Test
  void allPrintedFieldsAreKept() {
    LoadedRule rule = StatefulRun.load(STOPPED, FakeFields.ofEveryKind()).rules().getFirst();
    Set<String> kept = rule.keptFields().stream().map(FieldUse::text).collect(Collectors.toSet());
    assertEquals(Set.of("t.text", "t.path"), kept);
  }
}
