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

  private void see(long second, String other, String path, String text) {
    rules.see(second * SECOND, Map.of("t.other", other, "t.path", path, "t.text", text));
  }

  @Test
  void theAlertHasTheFieldsOfTheLastStepAndComesWhenTheTimeIsOver() {
    see(1, "s", "/a", "first");
    see(2, "g", "/a", "second");
    see(7, "x", "/a", "in time"); // exactly 5 s
    assertEquals(List.of(), rules.alerts);
    see(8, "x", "/b", "later");
    assertEquals(List.of("2: /a second after first"), rules.alerts);
  }

  @Test
  void onlyTheGroupThatSomethingHappenedInDoesNotFire() {
    for (String path : List.of("/a", "/b", "/c")) {
      see(1, "s", path, "first");
      see(2, "g", path, "second");
    }
    see(3, "b", "/a", "back");
    see(4, "u", "/b", "end");
    see(60, "x", "/d", "later");
    assertEquals(List.of("6: /c second after first"), rules.alerts);
  }

  @Test
  void whileAnAlertWaitsTheGroupMakesNoOther() {
    see(1, "s", "/a", "first");
    see(2, "g", "/a", "second");
    see(3, "s", "/a", "third");
    see(4, "g", "/a", "fourth");
    see(60, "x", "/d", "later");
    assertEquals(List.of("2: /a second after first"), rules.alerts);
  }

  @Test
  void whatComesBeforeTheLastStepPreventsNothing() {
    see(1, "s", "/a", "first");
    see(2, "b", "/a", "back");
    see(3, "g", "/a", "second");
    see(60, "x", "/d", "later");
    assertEquals(List.of("3: /a second after first"), rules.alerts);
  }

  @Test
  void aTimeThatGoesFarBackBeginsTheWaitAgain() {
    see(1_000, "s", "/a", "first");
    see(1_001, "g", "/a", "second");
    see(1, "x", "/d", "the clock was set");
    see(6, "x", "/d", "in time");
    assertEquals(List.of(), rules.alerts);
    see(7, "x", "/d", "later");
    assertEquals(List.of("2: /a second after first"), rules.alerts);
  }

  @Test
  void alertsThatWaitTakeMemoryUpToTheLimit() {
    StatefulRun small = new StatefulRun(STOPPED, 20_000);
    for (int number = 0; number < 1_000; number++) {
      small.see(number, Map.of("t.other", "s", "t.path", "/" + number, "t.text", "a"));
      small.see(number, Map.of("t.other", "g", "t.path", "/" + number, "t.text", "b"));
    }
    StatefulRuleFigures figures = small.memories.store().figures();
    assertTrue(figures.bytes() <= 20_000, figures::toString);
    assertEquals(1_000, figures.groups() + figures.evicted());
    small.see(60 * SECOND, Map.of("t.other", "x"));
    assertEquals(figures.groups(), small.alerts.size());
  }

  @Test
  void aReloadKeepsWhatWaits() {
    see(1, "s", "/a", "first");
    see(2, "g", "/a", "second");
    StatefulRun next = new StatefulRun(STOPPED.replace("desc: d", "desc: e"));
    next.memories.continueWith(rules.memories);
    next.see(60 * SECOND, Map.of("t.other", "x"));
    assertEquals(List.of("2: /a second after first"), next.alerts);
  }

  @Test
  void allPrintedFieldsAreKept() {
    LoadedRule rule = StatefulRun.load(STOPPED, FakeFields.ofEveryKind()).rules().getFirst();
    Set<String> kept = rule.keptFields().stream().map(FieldUse::text).collect(Collectors.toSet());
    assertEquals(Set.of("t.text", "t.path"), kept);
  }
}
