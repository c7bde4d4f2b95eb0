package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.eyas.api.update.Handover;
import org.eyas.engine.hold.HoldOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules with a threshold or a sequence in a loop. */
class RememberingRulesTest {
  private static final String THREE_FILES =
      "threshold: {condition: evt.type = openat, distinct: fd.name, at_least: 3, within: 10s, by: proc.pid} "
          + "=> %proc.name opened %threshold.values";
  private static final String OPENED_THEN_RUN =
      "sequence: {within: 10s, by: proc.pid, steps: [{name: open, condition: evt.type = openat}, "
          + "{name: run, condition: evt.type = execve}]} => %open.proc.name opened %open.fd.name, then %proc.name ran";
  private static final String EVERY = "fd.name exists => %fd.name";

  private static HoldingLoop loop(boolean all, boolean generated, String... rules) {
    return new HoldingLoop(true, new HoldOptions(HoldingLoop.LONG, 1_000, true, 0), all, generated, rules);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aThresholdAndASequenceFireWithWhatTheyRemember(boolean generated) throws Exception {
    HoldingLoop loop = loop(true, generated, THREE_FILES, OPENED_THEN_RUN);
    loop.opens(42, 1, "/a").opens(43, 2, "/x").opens(42, 3, "/a").opens(42, 4, "/b").opens(42, 5, "/c");
    loop.executes(42, 6, "nginx").executes(42, 7, "sh");
    assertEquals(List.of("shell opened (/a,/b,/c)", "shell opened /c, then nginx ran"), loop.run());
    assertEquals(List.of(5 * HoldingLoop.MILLI, 6 * HoldingLoop.MILLI), loop.times);
    assertEquals(2, loop.generation().counts().total());
    assertEquals(0, loop.counts().faults());
  }

  @Test
  void theFirstMatchingRuleDoesNotHideRulesThatRemember() throws Exception {
    HoldingLoop loop = loop(false, false, EVERY, THREE_FILES, EVERY);
    loop.opens(42, 1, "/a").opens(42, 2, "/b").opens(42, 3, "/c");
    assertEquals(List.of("/a", "/b", "/c", "shell opened (/a,/b,/c)"), loop.run());
  }

  @Test
  void aReloadKeepsWhatUnchangedRulesRemember() throws Exception {
    HoldingLoop loop = loop(true, false, THREE_FILES, OPENED_THEN_RUN);
    loop.opens(42, 1, "/a").opens(42, 2, "/b");
    loop.reloads(new MatchOptions(true, "evt.time", true), THREE_FILES, OPENED_THEN_RUN, "fd.name = /z => another rule").then();
    loop.executes(42, 4, "nginx").becomesClasses().then().opens(42, 5, "/c");
    assertEquals(List.of("shell opened /b, then nginx ran", "nginx opened (/a,/b,/c)"), loop.run());
  }

  @Test
  void rulesThatAReloadChangesStartEmpty() throws Exception {
    HoldingLoop loop = loop(true, false, THREE_FILES, OPENED_THEN_RUN);
    loop.opens(42, 1, "/a").opens(42, 2, "/b");
    loop.reloads(new MatchOptions(true, "evt.time", false), OPENED_THEN_RUN, THREE_FILES).then(); // other names
    loop.executes(42, 4, "nginx").opens(42, 5, "/c");
    assertEquals(List.of(), loop.run());
  }

  @Test
  void theNextEngineContinuesWithWhatRulesRemember() throws Exception {
    HoldingLoop before = loop(true, true, THREE_FILES, OPENED_THEN_RUN);
    before.opens(42, 1, "/a").opens(42, 2, "/b").run();
    HoldingLoop next = loop(true, false, THREE_FILES, OPENED_THEN_RUN).resumesFrom(before.leftMemory());
    next.executes(42, 4, "nginx").opens(42, 5, "/c");
    assertEquals(List.of("shell opened /b, then nginx ran", "nginx opened (/a,/b,/c)"), next.run());
  }

  @Test
  void memoryThatTheNextEngineCannotReadIsIgnored() throws Exception {
    HoldingLoop next = loop(true, false, THREE_FILES, OPENED_THEN_RUN);
    next.resumesFrom(new Handover.Memory("syscall", new byte[] {1, 2, 3})).opens(42, 1, "/a").executes(42, 4, "nginx");
    assertEquals(List.of("shell opened /a, then nginx ran"), next.run());
  }

  @Test
  void theOutputWaitsForValuesOfTheLastEvent() throws Exception {
    HoldingLoop loop = loop(true, false, OPENED_THEN_RUN + " in %late.name, opened in %open.late.name");
    loop.opens(42, 1, "/a").executes(42, 2, "nginx").then().answers(42, "web").then();
    assertEquals(List.of("shell opened /a, then nginx ran in web, opened in <NA>"), loop.run());
    assertEquals(1, loop.figures().completed());
  }

  @Test
  void aStepCountsAPendingValueAsAbsent() throws Exception {
    String twice = "threshold: {condition: late.name = web, count: 2, within: 10s} => %fd.name";
    HoldingLoop loop = loop(true, false, twice, "late.name = web => %fd.name alone");
    loop.opens(42, 1, "/a").then().answers(42, "web").then().opens(42, 2, "/b").opens(42, 3, "/c");
    assertEquals(List.of("/a alone", "/b alone", "/c alone", "/c"), loop.run());
  }
}
