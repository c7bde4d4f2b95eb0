package org.eyas.engine.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eyas.api.alert.Priority;
import org.junit.jupiter.api.Test;

class AlertDetailBudgetTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final int PROGRAM = "bash".hashCode();
  private static final int USER = FirstAlertDetector.ofUser(1_000);

  private final AlertDetailBudget budget = new AlertDetailBudget(0);

  private boolean claim(String rule, Priority priority, int program, int place, long nanos) {
    return budget.claim(rule, priority, program, place, nanos);
  }

  private long claimed(String rule, Priority priority, int times, long nanos) {
    return IntStream.range(0, times).filter(i -> claim(rule, priority, PROGRAM, USER, nanos)).count();
  }

  @Test
  void urgentAlertsHaveABudgetOfTheirOwnInAStorm() {
    for (int rule = 0; rule < 10; rule++) {
      claimed("Noise " + rule, Priority.NOTICE, 1_000, SECOND);
    }
    assertEquals(0, claimed("Noise 3", Priority.ERROR, 100, SECOND));
    assertEquals(20, claimed("Noise 3", Priority.CRITICAL, 100, SECOND));
    assertEquals(20 + 2, claimed("Noise 3", Priority.EMERGENCY, 100, 2 * SECOND), "and the share of the rule");
  }

  @Test
  void theFirstAlertOfEachRuleProgramAndPlaceOfAMinuteIsDescribedWhateverElseFires() {
    for (int rule = 0; rule < 10; rule++) {
      claimed("Noise " + rule, Priority.CRITICAL, 1_000, SECOND);
    }
    assertTrue(claim("Noise 1", Priority.DEBUG, "vi".hashCode(), USER, SECOND));
    assertFalse(claim("Noise 1", Priority.DEBUG, "vi".hashCode(), USER, SECOND + 1));
    assertTrue(claim("Noise 1", Priority.DEBUG, "vi".hashCode(), "a1b2".hashCode(), SECOND + 1));
    assertTrue(claim("Rare", Priority.DEBUG, "vi".hashCode(), USER, SECOND + 1));
    claimed("Noise 1", Priority.DEBUG, 1_000, 62 * SECOND); // uses up what the rule has saved since
    assertTrue(claim("Noise 1", Priority.DEBUG, "vi".hashCode(), USER, 62 * SECOND));
  }

  @Test
  void aUserWhoInventsNamesOfProgramsLeavesTheFirstAlertsOfOthers() {
    FirstAlertDetector firsts = new FirstAlertDetector(0, 7);
    int container = "a1b2".hashCode();
    int another = FirstAlertDetector.ofUser(1_001);
    assertNotEquals(firsts.table(USER), firsts.table(container));
    assertNotEquals(firsts.table(USER), firsts.table(another));
    long used = IntStream.range(0, 100_000).filter(name -> firsts.claim(1, ("x" + name).hashCode(), USER, SECOND)).count();
    assertTrue(used <= 31, () -> used + " alerts of invented names");
    assertTrue(firsts.claim(1, PROGRAM, FirstAlertDetector.ROOT, SECOND));
    assertTrue(firsts.claim(1, PROGRAM, container, SECOND));
    assertTrue(firsts.claim(1, PROGRAM, another, SECOND));
  }

  @Test
  void theUserIdsOfANamespaceAreOnePlaceAndNeverThatOfRoot() {
    FirstAlertDetector firsts = new FirstAlertDetector(0, 7);
    assertEquals(FirstAlertDetector.ofUser(131_072), FirstAlertDetector.ofUser(131_072 + 65_535));
    assertEquals(FirstAlertDetector.ROOT, FirstAlertDetector.ofUser(0));
    assertEquals(FirstAlertDetector.UNKNOWN, FirstAlertDetector.ofUser(-1));
    assertNotEquals(0, firsts.table(FirstAlertDetector.UNKNOWN));
    assertNotEquals(0, firsts.table(FirstAlertDetector.ofUser(0xffff_ffffL)));
    for (int user = 1; user < 100_000; user++) {
      assertNotEquals(0, firsts.table(FirstAlertDetector.ofUser(user)));
    }
  }
}
