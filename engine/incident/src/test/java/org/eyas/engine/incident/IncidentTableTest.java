package org.eyas.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.eyas.api.incident.IncidentReport;
import org.eyas.api.incident.IncidentStep;
import org.junit.jupiter.api.Test;

class IncidentTableTest {
  private static final AttackTactic LOOKS = AttackTactic.DISCOVERY;
  private static final AttackTactic RUNS = AttackTactic.EXECUTION;
  private static final AttackTactic STEALS = AttackTactic.CREDENTIAL_ACCESS;
  private static final AttackTactic SENDS = AttackTactic.EXFILTRATION;

  private final Steps steps = new Steps();
  private long ticks;
  private IncidentTable table = new IncidentTable(IncidentLimits.STANDARD, () -> ticks);

  private Optional<IncidentReport> add(int points, String rule, AttackTactic tactic, String... joins) {
    return table.add(steps.step(points, rule, tactic, joins));
  }

  private static List<String> rules(IncidentReport incident) {
    return incident.steps().stream().map(IncidentStep::rule).toList();
  }

  @Test
  void severalStepsOfOneTreeAreReportedOnceTheirScoreIsHighEnough() {
    assertTrue(add(30, "a", LOOKS, "tree 1").isEmpty());
    assertTrue(add(60, "b", STEALS, "tree 1").isEmpty());
    IncidentReport reported = add(15, "c", SENDS, "tree 1").orElseThrow();
    assertEquals(List.of("a", "b", "c"), rules(reported));
    assertEquals(1, reported.alerts());
    assertEquals(List.of("discovery", "credential access", "exfiltration"), reported.tactics());
    assertTrue(add(15, "c", SENDS, "tree 1").isEmpty(), "more of the same is not reported");
  }

  @Test
  void stepsOfOtherTreesAreStrangers() {
    add(60, "a", STEALS, "tree 1");
    assertTrue(add(60, "b", SENDS, "tree 2").isEmpty());
    assertEquals(List.of(), table.incidents());
  }

  @Test
  void theScoreAfterEachStepIsThatOfThatMoment() {
    add(60, "a", STEALS, "tree 1");
    steps.after(6 * Steps.HOUR);
    add(60, "b", LOOKS, "tree 1");
    IncidentReport reported = add(30, "c", SENDS, "tree 1").orElseThrow();
    assertEquals(60, reported.scoreAfter(1), 0.01);
    assertEquals(90, reported.scoreAfter(2), 0.01);
    assertEquals(reported.score(), reported.scoreAfter(3), 0.01);
  }

  @Test
  void whoeverRunsAFileJoinsTheIncidentThatLeftIt() {
    table.add(Steps.leaving(steps.step(60, "a", STEALS, "tree 1"), "left /tmp/x"));
    IncidentReport reported = add(60, "b", SENDS, "tree 2", "left /tmp/x").orElseThrow();
    assertEquals(List.of("a", "b"), rules(reported));
  }

  @Test
  void twoThatWriteTheSameFileAreStrangers() {
    table.add(Steps.leaving(steps.step(60, "a", STEALS, "tree 1"), "left /tmp/x"));
    assertTrue(table.add(Steps.leaving(steps.step(60, "b", SENDS, "tree 2"), "left /tmp/x")).isEmpty());
    assertEquals(List.of("b", "c"), rules(add(60, "c", STEALS, "tree 3", "left /tmp/x").orElseThrow()),
        "the last one who wrote it");
  }

  @Test
  void aChainOfFilesIsFollowed() {
    table.add(Steps.leaving(steps.step(30, "a", STEALS, "tree 1"), "left /tmp/x"));
    table.add(Steps.leaving(steps.step(30, "b", RUNS, "tree 2", "left /tmp/x"), "left /tmp/y"));
    assertEquals(List.of("a", "b", "c"), rules(add(60, "c", SENDS, "tree 3", "left /tmp/y").orElseThrow()));
  }

  @Test
  void theFilesOfAClosedIncidentAreForgotten() {
    table.add(Steps.leaving(steps.step(60, "a", STEALS, "o", true, "tree 1"), "left /tmp/x"));
    assertTrue(table.close(table.incidents().getFirst().id()));
    assertTrue(table.leftFiles().isEmpty());
    assertTrue(add(60, "b", SENDS, "tree 2", "left /tmp/x").isEmpty());
  }

  @Test
  void theFilesOfTheLaterIncidentAreThoseOfBothAfterAMerge() {
    table.add(Steps.leaving(steps.step(15, "a", STEALS, "tree 1"), "left /tmp/x"));
    table.add(Steps.leaving(steps.step(15, "b", STEALS, "tree 2"), "left /tmp/y"));
    add(15, "c", RUNS, "tree 1", "tree 2");
    assertTrue(table.leftFiles().contains("left /tmp/x") && table.leftFiles().contains("left /tmp/y"));
    assertEquals(4, add(60, "d", SENDS, "tree 3", "left /tmp/y").orElseThrow().steps().size());
  }

  @Test
  void whoLeavesManyFilesMakesTheOldestForgotten() {
    for (int i = 0; i < LeftFiles.MOST + 10; i++) {
      table.add(Steps.leaving(steps.step(1, "a", RUNS, "tree 1"), "left /tmp/" + i));
    }
    assertFalse(table.leftFiles().contains("left /tmp/9"));
    assertTrue(table.leftFiles().contains("left /tmp/10"));
  }

  private void reportBackup(String tree) {
    table.add(steps.step(60, "a", STEALS, "/data/" + tree, false, tree));
    table.add(steps.step(60, "b", SENDS, "/data/" + tree, false, tree));
  }

  @Test
  void whatIsLikeAHarmlessIncidentIsNotReported() {
    reportBackup("tree 1");
    String harmless = table.incidents().getFirst().id();
    assertTrue(table.closeAsHarmless(harmless));
    assertFalse(table.incidents().getFirst().open());
    reportBackup("tree 2");
    assertEquals(1, table.incidents().size(), "with other files");
    assertEquals(1, table.verdicts().getFirst().hidden());
    assertEquals(List.of("a (/bin/sh)", "b (/bin/sh)"), List.copyOf(table.verdicts().getFirst().steps()));
  }

  @Test
  void aStepThatTheHarmlessIncidentDidNotHaveReportsAll() {
    reportBackup("tree 1");
    table.closeAsHarmless(table.incidents().getFirst().id());
    reportBackup("tree 2");
    assertEquals(List.of("a", "b", "c"), rules(add(1, "c", LOOKS, "tree 2").orElseThrow()));
  }

  @Test
  void aVerdictEndsAfterThirtyDaysOrWhenItIsWithdrawn() {
    reportBackup("tree 1");
    String harmless = table.incidents().getFirst().id();
    table.closeAsHarmless(harmless);
    assertTrue(table.withdraw(harmless));
    assertFalse(table.withdraw(harmless));
    reportBackup("tree 2");
    assertEquals(2, table.incidents().size());
    table.closeAsHarmless(harmless);
    steps.after(HarmlessVerdicts.LASTING_NANOS + Steps.HOUR);
    reportBackup("tree 3");
    assertEquals(List.of(), table.verdicts());
    assertTrue(table.incidents().getFirst().open());
  }

  @Test
  void aCriticalAlertIsShownWhateverTheVerdictSays() {
    table.add(steps.step(60, "a", STEALS, "o", true, "tree 1"));
    table.closeAsHarmless(table.incidents().getFirst().id());
    table.add(steps.step(60, "a", STEALS, "o", true, "tree 2"));
    assertTrue(table.incidents().getFirst().open());
  }

  @Test
  void thereIsARoomForSoManyVerdicts() {
    for (int i = 0; i <= HarmlessVerdicts.MOST; i++) {
      reportBackup("tree " + i);
      table.closeAsHarmless(table.incidents().getFirst().id());
      table.withdraw("none");
      steps.after(Steps.MINUTE);
    }
    assertTrue(table.verdicts().size() <= HarmlessVerdicts.MOST);
    assertFalse(table.closeAsHarmless("i-none"));
  }

  @Test
  void discoveryAndExecutionAloneAreNoAttack() {
    add(60, "a", LOOKS, "tree 1");
    assertTrue(add(60, "b", RUNS, "tree 1").isEmpty());
    assertTrue(add(1, "c", STEALS, "tree 1").isPresent(), "one step beyond");
  }

  @Test
  void oneRuleAloneIsNoIncident() {
    table.add(steps.step(60, "a", STEALS, "first file", false, "tree 1"));
    assertTrue(table.add(steps.step(60, "a", STEALS, "second file", false, "tree 1")).isEmpty());
  }

  @Test
  void twoRulesOfOneEventAreOneObservation() {
    JoinableStep first = steps.step(60, "a", STEALS, "tree 1");
    JoinableStep other = steps.step(60, "b", SENDS, "tree 1");
    IncidentStep shown =
        new IncidentStep(
            first.nanos(), "b", 60, false, "", other.shown().techniques(), 42, "/bin/sh", "", "object", "");
    table.add(first);
    assertTrue(table.add(new JoinableStep(shown, first.event(), false, SENDS, List.of("tree 1"), List.of())).isEmpty());
  }

  @Test
  void moreOfTheSameDoesNotCount() {
    add(30, "a", STEALS, "tree 1");
    for (int i = 0; i < 100; i++) {
      assertTrue(add(30, "b", SENDS, "tree 1").isEmpty());
    }
    assertEquals(99, add(60, "c", SENDS, "tree 1").orElseThrow().repeats());
  }

  @Test
  void workOfAWholeDayDoesNotAddUp() {
    for (int i = 0; i < 24; i++) {
      steps.after(2 * Steps.HOUR);
      assertTrue(add(15, "rule " + i, i % 2 == 0 ? LOOKS : STEALS, "tree 1").isEmpty());
    }
  }

  @Test
  void aCriticalAlertIsShownAtOnceAndReportedWithMore() {
    assertTrue(table.add(steps.step(60, "a", STEALS, "o", true, "tree 1")).isEmpty());
    assertEquals(0, table.incidents().getFirst().alerts());
    assertTrue(add(60, "b", SENDS, "tree 1").isPresent());
  }

  @Test
  void aStepWithTwoKeysMakesTwoIncidentsOneWhichKeepsTheOlderId() {
    table.add(steps.step(60, "a", STEALS, "o", true, "tree 1"));
    table.add(steps.step(60, "b", SENDS, "o", true, "tree 2"));
    List<IncidentReport> two = table.incidents();
    assertEquals(2, two.size());
    IncidentReport reported = add(1, "c", LOOKS, "tree 1", "tree 2").orElseThrow();
    assertEquals(two.getLast().id(), reported.id());
    assertEquals(List.of(two.getFirst().id()), List.copyOf(reported.mergedIds()));
    assertEquals(List.of("a", "b", "c"), rules(reported));
    assertEquals(reported, table.find(two.getFirst().id()).orElseThrow(), "found by the id that somebody read before");
    assertEquals(1, table.incidents().size());
    add(1, "d", LOOKS, "tree 2");
    assertEquals(4, table.incidents().getFirst().steps().size(), "the keys of both lead to it");
  }

  @Test
  void aFollowUpNeedsANewTacticOrTwiceTheScore() {
    add(60, "a", STEALS, "tree 1");
    assertTrue(add(60, "b", STEALS, "tree 1").isPresent());
    assertTrue(add(30, "c", STEALS, "tree 1").isEmpty());
    assertEquals(2, add(1, "d", SENDS, "tree 1").orElseThrow().alerts(), "new tactic");
    assertTrue(add(60, "e", SENDS, "tree 1").isEmpty());
    assertTrue(add(30, "f", SENDS, "tree 1").isEmpty());
    assertEquals(3, add(120, "g", SENDS, "tree 1").orElseThrow().alerts(), "twice the score");
  }

  @Test
  void thereAreAtMostFiveFollowUps() {
    int alerts = 0;
    AttackTactic[] tactics = AttackTactic.values();
    for (int i = 0; i < tactics.length; i++) {
      alerts += add(60, "rule " + i, tactics[tactics.length - 1 - i], "tree 1").isPresent() ? 1 : 0;
    }
    assertEquals(1 + Incident.MOST_FOLLOW_UPS, alerts);
  }

  @Test
  void aQuietIncidentIsClosedAndStaysReadable() {
    add(60, "a", STEALS, "tree 1");
    String id = add(60, "b", SENDS, "tree 1").orElseThrow().id();
    ticks += 3 * Steps.HOUR;
    table.closeOver();
    assertFalse(table.find(id).orElseThrow().open());
    assertTrue(add(60, "c", SENDS, "tree 1").isEmpty(), "another one begins");
    assertFalse(table.close(id), "it is closed already");
  }

  @Test
  void aCandidateWaitsLongerThanAnIncident() {
    add(60, "a", STEALS, "tree 1");
    steps.after(4 * Steps.HOUR);
    assertTrue(add(60, "b", SENDS, "tree 1").isEmpty(), "the first step has lost a third of its points");
    assertTrue(add(15, "c", SENDS, "tree 1").isPresent());
  }

  @Test
  void aPersonClosesAnIncident() {
    add(60, "a", STEALS, "tree 1");
    String id = add(60, "b", SENDS, "tree 1").orElseThrow().id();
    assertTrue(table.close(id));
    assertFalse(table.find(id).orElseThrow().open());
  }

  @Test
  void aPersonRemovesAStepAndItsLikes() {
    add(60, "a", STEALS, "tree 1");
    String id = add(60, "b", SENDS, "tree 1").orElseThrow().id();
    assertEquals("a", table.unlink(id, 1).orElseThrow().rule());
    add(60, "a", STEALS, "tree 1");
    IncidentReport left = table.find(id).orElseThrow();
    assertEquals(List.of("b"), rules(left));
    assertEquals(60, Math.round(left.score()));
    assertTrue(table.unlink(id, 2).isEmpty(), "no such step");
    table.unlink(id, 1);
    assertEquals(List.of(), table.incidents(), "nothing of it is left");
  }

  @Test
  void strangersCannotPushOutAnIncidentThatIsShown() {
    table = new IncidentTable(new IncidentLimits(2, 3, 100, Steps.HOUR, 24 * Steps.HOUR), () -> ticks);
    add(60, "a", STEALS, "tree 1");
    String id = add(60, "b", SENDS, "tree 1").orElseThrow().id();
    for (int i = 0; i < 10; i++) {
      add(1, "noise", LOOKS, "noise " + i);
    }
    assertEquals(7, table.pushedOut());
    assertTrue(table.find(id).orElseThrow().open());
  }

  @Test
  void theOldestOfTooManyShownIncidentsIsClosed() {
    table = new IncidentTable(new IncidentLimits(2, 3, 100, Steps.HOUR, 24 * Steps.HOUR), () -> ticks);
    for (int i = 0; i < 3; i++) {
      table.add(steps.step(60, "a", STEALS, "o", true, "tree " + i));
    }
    assertEquals(List.of(true, true, false), table.incidents().stream().map(IncidentReport::open).toList());
    assertEquals(1, table.pushedOut());
  }

  @Test
  void closedIncidentsKeepHalfAsManyStepsAndAtLeastTheLastOne() {
    table = new IncidentTable(new IncidentLimits(10, 10, 4, Steps.HOUR, 24 * Steps.HOUR), () -> ticks);
    for (int i = 0; i < 3; i++) {
      table.add(steps.step(60, "a", STEALS, "o", true, "tree " + i));
      add(1, "b", LOOKS, "tree " + i);
      table.close(table.incidents().stream().filter(IncidentReport::open).findFirst().orElseThrow().id());
    }
    assertEquals(1, table.incidents().size());
    assertEquals(2, table.incidents().getFirst().steps().size());
  }

  @Test
  void anIncidentHasAThousandKeys() {
    for (int i = 0; i < 1_010; i++) {
      add(1, "a", LOOKS, "container 1", "tree " + i);
    }
    add(60, "b", STEALS, "tree 5");
    assertTrue(add(60, "c", SENDS, "container 1").isPresent(), "the first keys lead to it");
    assertTrue(add(60, "d", SENDS, "tree 1009").isEmpty(), "the last ones do not");
  }

  @Test
  void allStepsTogetherHaveALimit() {
    table = new IncidentTable(new IncidentLimits(10, 10, 5, Steps.HOUR, 24 * Steps.HOUR), () -> ticks);
    for (int i = 0; i < 4; i++) {
      add(1, "a" + i, LOOKS, "tree 1");
    }
    add(1, "b", LOOKS, "tree 2");
    assertEquals(0, table.pushedOut());
    add(1, "c", LOOKS, "tree 2");
    assertEquals(1, table.pushedOut());
    add(60, "d", STEALS, "tree 1");
    assertTrue(add(39, "e", SENDS, "tree 1").isEmpty(), "the steps before are forgotten");
  }

  @Test
  void stepsThatSayLittleCannotKeepOutThoseThatSayMuch() {
    for (int i = 0; i < Incident.MOST_STEPS + 3; i++) {
      add(1, "rule " + i, LOOKS, "tree 1");
    }
    IncidentReport reported = add(60, "x", STEALS, "tree 1").orElseThrow();
    assertEquals(Incident.MOST_STEPS, reported.steps().size());
    assertEquals("x", reported.steps().getLast().rule());
    assertEquals(4, reported.leftOut());
  }
}
