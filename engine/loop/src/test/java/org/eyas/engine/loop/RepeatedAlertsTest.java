package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eyas.engine.hold.HoldOptions;
import org.eyas.engine.statistics.RuleHits;
import org.junit.jupiter.api.Test;

/** Alerts of a rule with {@code repeats}. The process 42 is a shell, and 43 is cat; both have the parent 1. */
class RepeatedAlertsTest {
  private static final String READS = "fd.name startswith /secret\n  repeats: {within: 60s} => read %fd.name";
  private static final String READS_BY_FOLDER =
      "fd.name startswith /secret\n  repeats: {within: 60s, by: fd.directory} => read %fd.name";
  private static final int MINUTE = 60_000;

  private static HoldingLoop loop(String... rules) {
    return new HoldingLoop(true, HoldOptions.NONE, true, false, rules);
  }

  /** The alerts, without the reports of repeats. */
  private static List<String> sent(HoldingLoop loop) throws Exception {
    return loop.run().stream().filter(message -> !message.startsWith("An alert of rule")).toList();
  }

  private static List<String> reports(HoldingLoop loop) throws Exception {
    return loop.run().stream().filter(message -> message.startsWith("An alert of rule")).toList();
  }

  private static RuleHits hits(HoldingLoop loop) {
    return loop.generation().counts().all().getFirst();
  }

  @Test
  void oneProcessThatReadsManyFilesRaisesOneAlert() throws Exception {
    HoldingLoop loop = loop(READS);
    loop.opens(43, 1, "/secret/a").opens(43, 2, "/secret/b").opens(43, 3, "/secret/c");
    assertEquals(List.of("read /secret/a"), sent(loop));
    assertEquals(3, hits(loop).hits(), "a repeat is a match");
    assertEquals(2, hits(loop).repeats());
  }

  @Test
  void theEndOfTheSourceReportsEachFileOfTheRepeats() throws Exception {
    HoldingLoop loop = loop(READS);
    loop.opens(43, 1, "/secret/a").opens(43, 2, "/secret/b").opens(43, 3, "/secret/b").opens(43, 4, "/secret/c");
    assertEquals(
        List.of(
            "An alert of rule 'r0' was repeated 3 times within 1m: fd.name=(/secret/b, /secret/c) | the last: read /secret/c"),
        reports(loop));
  }

  @Test
  void theEndOfTheTimeReportsRepeatsAndTheNextAlertBeginsAnother() throws Exception {
    HoldingLoop loop = loop(READS);
    loop.opens(43, 1, "/secret/a").opens(43, 2, "/secret/b").opens(43, MINUTE + 1, "/secret/c");
    assertEquals(
        List.of(
            "read /secret/a",
            "An alert of rule 'r0' was repeated 1 times within 1m: fd.name=(/secret/b) | the last: read /secret/b",
            "read /secret/c"),
        loop.run());
  }

  @Test
  void repeatsDoNotProlongTheTime() throws Exception {
    HoldingLoop loop = loop(READS);
    loop.opens(43, 1, "/secret/a").opens(43, MINUTE - 1, "/secret/b").opens(43, MINUTE + 1, "/secret/c");
    assertEquals(List.of("read /secret/a", "read /secret/c"), sent(loop));
  }

  @Test
  void anAlertWithoutRepeatsHasNoReport() throws Exception {
    assertEquals(List.of("read /secret/a"), loop(READS).opens(43, 1, "/secret/a").run());
  }

  @Test
  void anotherProcessIsAnotherDeed() throws Exception {
    HoldingLoop loop = loop(READS).opens(43, 1, "/secret/a").opens(42, 2, "/secret/b");
    assertEquals(List.of("read /secret/a", "read /secret/b"), sent(loop));
  }

  @Test
  void anotherProgramInTheSameProcessIsAnotherDeed() throws Exception {
    HoldingLoop loop = loop(READS);
    loop.opens(43, 1, "/secret/harmless").executes(43, 2, "thief").opens(43, 3, "/secret/crown");
    assertEquals(List.of("read /secret/harmless", "read /secret/crown"), sent(loop));
  }

  @Test
  void anotherUserInTheSameProcessIsAnotherDeed() throws Exception {
    HoldingLoop loop = loop(READS);
    loop.opens(43, 1, "/secret/harmless").becomes(43, 2, 1000).opens(43, 3, "/secret/crown");
    assertEquals(List.of("read /secret/harmless", "read /secret/crown"), sent(loop));
  }

  @Test
  void anotherValueIsAnotherDeed() throws Exception {
    HoldingLoop loop = loop(READS_BY_FOLDER);
    loop.opens(43, 1, "/secret/mine/key").opens(43, 2, "/secret/roots/key").opens(43, 3, "/secret/mine/other");
    assertEquals(List.of("read /secret/mine/key", "read /secret/roots/key"), sent(loop));
  }

  @Test
  void anotherRuleIsAnotherDeed() throws Exception {
    HoldingLoop loop = loop(READS, READS).opens(43, 1, "/secret/a").opens(43, 2, "/secret/b");
    assertEquals(List.of("read /secret/a", "read /secret/a"), sent(loop));
  }

  @Test
  void aFloodOfOtherDeedsHidesNothing() throws Exception {
    HoldingLoop loop = loop("fd.name startswith /secret\n  repeats: {within: 60s, by: fd.name} => read %fd.name");
    for (int i = 0; i < 1_500; i++) {
      loop.opens(43, 1, "/secret/" + i);
    }
    loop.opens(43, 2, "/secret/1499").opens(43, 3, "/secret/0").opens(43, 4, "/secret/crown");
    List<String> sent = sent(loop);
    assertEquals(1_502, sent.size(), "the alert of a window that ended early comes again");
    assertEquals(List.of("read /secret/0", "read /secret/crown"), sent.subList(1_500, 1_502));
  }

  @Test
  void aClockThatIsSetBackHidesNothing() throws Exception {
    HoldingLoop loop = HoldingLoop.replay(1, READS);
    loop.opens(43, 100 * MINUTE, "/secret/a").opens(43, 1, "/secret/b");
    assertEquals(List.of("read /secret/a", "read /secret/b"), sent(loop));
  }

  @Test
  void aMutedAlertHidesNoOther() throws Exception {
    HoldingLoop loop = loop(READS + " => fd.name=/secret/a");
    loop.opens(43, 1, "/secret/a").opens(43, 2, "/secret/b").opens(43, 3, "/secret/c");
    assertEquals(List.of("read /secret/b"), sent(loop));
    assertEquals(1, loop.hidden());
  }

  @Test
  void aRepeatStillKeepsLaterRulesFromFiring() throws Exception {
    HoldingLoop loop = new HoldingLoop(true, HoldOptions.NONE, false, false, READS, "fd.name startswith /secret => second");
    loop.opens(43, 1, "/secret/a").opens(43, 2, "/secret/b");
    assertEquals(List.of("read /secret/a"), sent(loop));
  }

  @Test
  void anAlertThatWaitsForAValueIsSentOnceToo() throws Exception {
    String waits = "fd.name startswith /secret\n  repeats: {within: 60s} => read %fd.name in %late.name";
    HoldingLoop loop = HoldingLoop.live(HoldingLoop.LONG, waits);
    loop.opens(43, 1, "/secret/a").opens(43, 2, "/secret/b").then().answers(43, "web").then();
    assertEquals(List.of("read /secret/a in web"), sent(loop));
  }

  @Test
  void anAlertThatAMuteMayHideHidesNoOther() throws Exception {
    String waits = "fd.name startswith /secret\n  repeats: {within: 60s} => read %fd.name in %late.name => fd.name=/secret/a";
    HoldingLoop loop = HoldingLoop.live(HoldingLoop.LONG, waits);
    loop.opens(43, 1, "/secret/a").opens(43, 2, "/secret/b").then().answers(43, "web").then();
    assertEquals(List.of("read /secret/b in web"), sent(loop));
  }

  @Test
  void aReloadContinuesWithTheSameRulesAndReportsTheOthers() throws Exception {
    MatchOptions options = new MatchOptions(true, "evt.time", false);
    HoldingLoop loop = loop(READS).opens(43, 1, "/secret/a").opens(43, 2, "/secret/b").reloads(options, READS).then();
    loop.opens(43, 3, "/secret/c").reloads(options, READS_BY_FOLDER).then().opens(43, 4, "/secret/d");
    List<String> all = loop.run();
    assertEquals("read /secret/a", all.getFirst());
    assertTrue(all.get(1).contains("was repeated 2 times") && all.get(1).contains("(/secret/b, /secret/c)"), all::toString);
    assertEquals(List.of("read /secret/d"), all.subList(2, all.size()));
  }

  @Test
  void childrenOfOneParentAreOneDeedIfTheRuleSaysSo() throws Exception {
    String siblings = "fd.name startswith /secret\n  repeats: {within: 60s, of: siblings} => read %fd.name";
    HoldingLoop loop = loop(siblings).starts(50, 42, "dd").starts(51, 42, "dd").starts(52, 42, "thief").starts(53, 43, "dd");
    loop.opens(50, 1, "/secret/a").opens(51, 2, "/secret/b").opens(52, 3, "/secret/c").opens(53, 4, "/secret/d");
    assertEquals(List.of("read /secret/a", "read /secret/c", "read /secret/d"), sent(loop));
  }

  @Test
  void childrenOfTheFirstProcessAreNoSiblings() throws Exception {
    String siblings = "fd.name startswith /secret\n  repeats: {within: 60s, of: siblings} => read %fd.name";
    HoldingLoop loop = loop(siblings).starts(1, 0, "init").starts(50, 1, "dd").starts(51, 1, "dd");
    loop.opens(50, 1, "/secret/a").opens(51, 2, "/secret/b");
    assertEquals(List.of("read /secret/a", "read /secret/b"), sent(loop));
  }
}
