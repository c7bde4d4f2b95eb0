package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.eyas.engine.hold.HoldOptions;
import org.junit.jupiter.api.Test;

/** Mutes by a value that arrives late. */
class HeldMutesTest {
  private static final String PRINTS = "fd.name startswith /x => %fd.name in %late.name";

  @Test
  void aMuteWaitsForTheValueThatItCompares() throws Exception {
    HoldingLoop loop = HoldingLoop.live(HoldingLoop.LONG, PRINTS + " => web");
    loop.opens(42, 1, "/x1").opens(43, 2, "/x2").then().answers(42, "web").answers(43, "db").then();
    assertEquals(List.of("/x2 in db"), loop.run());
    assertEquals(1, loop.hidden());
    assertEquals(1, loop.generation().counts().total(), "only the alert that was sent is a match");
  }

  @Test
  void aValueThatDoesNotComeInTimeHidesNothing() throws Exception {
    HoldingLoop loop = HoldingLoop.live(1, PRINTS + " => web");
    loop.opens(42, 1, "/x1").then().answers(42, "web").then();
    assertEquals(List.of("/x1 in <NA>"), loop.run());
    assertEquals(0, loop.hidden());
  }

  @Test
  void aHiddenAlertLetsTheNextRuleFireIfOnlyOneMay() throws Exception {
    HoldOptions options = new HoldOptions(HoldingLoop.LONG, 10, true, 0);
    String first = "late.name in (web, db) => first in %late.name => web";
    HoldingLoop loop = new HoldingLoop(true, options, false, false, first, "fd.name startswith /x => second");
    loop.opens(42, 1, "/x1").opens(43, 2, "/x2").then().answers(42, "web").answers(43, "db").then();
    assertEquals(List.of("second", "first in db"), loop.run());
    assertEquals(1, loop.hidden());
  }

  private static HoldingLoop onlyFirst(String... rules) {
    HoldOptions options = new HoldOptions(HoldingLoop.LONG, 10, true, 0);
    HoldingLoop loop = new HoldingLoop(true, options, false, false, rules);
    return loop.opens(42, 1, "/x1").opens(43, 2, "/x2").then().answers(42, "web").answers(43, "db").then();
  }

  @Test
  void theNextRuleFiresIfOnlyTheOutputWaitedForTheHiddenValue() throws Exception {
    String first = "fd.name startswith /x => first in %late.name => web";
    HoldingLoop loop = onlyFirst(first, "fd.name startswith /x => second", "fd.name startswith /x => third");
    assertEquals(List.of("second", "first in db"), loop.run());
    assertEquals(1, loop.hidden());
    assertEquals(2, loop.generation().counts().total());
  }

  @Test
  void eachOfSeveralMutedRulesLetsTheNextOneFire() throws Exception {
    String first = "late.name in (web, db) => first in %late.name => web";
    String second = "fd.name startswith /x => second in %late.name => web";
    assertEquals(List.of("third", "first in db"), onlyFirst(first, second, "fd.name startswith /x => third").run());
  }
}
