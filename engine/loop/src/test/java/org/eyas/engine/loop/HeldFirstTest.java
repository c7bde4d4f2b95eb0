package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.List;
import org.eyas.engine.hold.HoldOptions;
import org.junit.jupiter.api.Test;

/** Rules with {@code first} wait for values that are pending; then the event counts with its own time. */
class HeldFirstTest {
  private static final String NEW_NAME = "first: {condition: evt.type = openat, value: late.name, learn: 10ms} => new %late.name";
  private static final String NEW_FILE =
      "first: {condition: evt.type = openat and not late.name = web, value: fd.name, learn: 10ms} => new %fd.name";
  private static final String NEW_IN_GROUP =
      "first: {condition: evt.type = openat, value: fd.name, by: late.name, learn: 0s} => new %fd.name of %late.name";

  private static HoldingLoop loop(String... rules) {
    return HoldingLoop.live(HoldingLoop.LONG, rules).executes(43, 1, "begin");
  }

  private static Runnable alertsSoFar(HoldingLoop loop, String... alerts) {
    return () -> assertEquals(List.of(alerts), loop.alerts);
  }

  private static List<String> alertsOf(HoldingLoop loop) throws Exception {
    List<String> alerts = loop.run();
    assertEquals(0, loop.counts().faults());
    return alerts;
  }

  private static long undecided(HoldingLoop loop) {
    BitSet all = new BitSet();
    all.set(0, 1_000);
    return loop.seenTypes().undecided().sum(all);
  }

  @Test
  void aValueIsComparedWhenItIsThere() throws Exception {
    HoldingLoop loop = loop(NEW_NAME);
    loop.opens(42, 50, "/a").then(alertsSoFar(loop)).answers(42, "web").then().then(alertsSoFar(loop, "new web"));
    loop.opens(42, 60, "/b");
    assertEquals(List.of("new web"), alertsOf(loop));
    assertEquals(List.of(50 * HoldingLoop.MILLI), loop.times);
    assertEquals(List.of("new web by shell /a"), loop.seen);
    assertEquals(0, undecided(loop));
    assertEquals(1, loop.generation().counts().total());
  }

  @Test
  void anEventOfTheTimeToLearnIsLearnedWheneverItsValueComes() throws Exception {
    HoldingLoop loop = loop(NEW_NAME);
    loop.opens(42, 5, "/a").opens(43, 50, "/b").answers(43, "db").then().answers(42, "web").then().opens(42, 60, "/c");
    assertEquals(List.of("new db"), alertsOf(loop));
  }

  @Test
  void ofEqualValuesTheOneThatIsThereFirstFires() throws Exception {
    HoldingLoop loop = loop(NEW_NAME);
    loop.opens(42, 50, "/a").opens(43, 51, "/b").answers(43, "web").then().answers(42, "web").then();
    assertEquals(List.of("new web"), alertsOf(loop));
    assertEquals(List.of("new web by begin /b"), loop.seen);
  }

  @Test
  void whatTheConditionExcludesIsNotLearned() throws Exception {
    HoldingLoop loop = loop(NEW_FILE);
    loop.opens(42, 50, "/a").opens(43, 51, "/b").answers(42, "web").answers(43, "db").then().then(alertsSoFar(loop, "new /b"));
    loop.opens(43, 60, "/a");
    assertEquals(List.of("new /b", "new /a"), alertsOf(loop));
  }

  @Test
  void aGroupIsWaitedForToo() throws Exception {
    HoldingLoop loop = loop(NEW_IN_GROUP);
    loop.opens(42, 50, "/a").opens(43, 51, "/a").answers(42, "web").answers(43, "db").then();
    assertEquals(List.of("new /a of web", "new /a of db"), alertsOf(loop));
  }

  @Test
  void whenTheTimeIsOverAPendingValueCountsAsAbsent() throws Exception {
    HoldingLoop loop = HoldingLoop.live(1, NEW_NAME).executes(43, 1, "begin");
    loop.opens(42, 50, "/a").then().answers(42, "web").then().opens(42, 60, "/b");
    assertEquals(List.of("new web"), alertsOf(loop));
    assertEquals(List.of(60 * HoldingLoop.MILLI), loop.times);
    assertEquals(1, undecided(loop));
  }

  @Test
  void aReloadDecidesWhatIsHeldAndKeepsWhatIsKnown() throws Exception {
    HoldingLoop loop = loop(NEW_NAME);
    loop.opens(42, 50, "/a").answers(42, "web").then().opens(43, 51, "/b");
    loop.reloads(new MatchOptions(true, "evt.time").with(HoldOptions.USUAL), NEW_NAME, "fd.name = /z => another").then();
    loop.answers(43, "db").then().opens(42, 60, "/c").opens(43, 61, "/d");
    assertEquals(List.of("new web", "new db"), alertsOf(loop));
    assertEquals(1, undecided(loop));
  }

  @Test
  void aReplayWaitsToo() throws Exception {
    HoldingLoop loop = HoldingLoop.replay(100 * HoldingLoop.MILLI, NEW_NAME).executes(43, 1, "begin");
    loop.opens(42, 50, "/a").answers(42, "web").opens(43, 200, "/b").answers(43, "web").opens(43, 400, "/c");
    assertEquals(List.of("new web"), alertsOf(loop));
    assertEquals(List.of(50 * HoldingLoop.MILLI), loop.times);
  }

  @Test
  void withEarlyDecisionsAPendingValueIsAbsentAtOnce() throws Exception {
    HoldOptions early = new HoldOptions(HoldingLoop.LONG, 10, false, 0);
    HoldingLoop loop = new HoldingLoop(true, early, true, false, NEW_NAME).executes(43, 1, "begin");
    loop.opens(42, 50, "/a").answers(42, "web").then().opens(42, 60, "/b");
    assertEquals(List.of("new web"), alertsOf(loop));
    assertEquals(List.of(60 * HoldingLoop.MILLI), loop.times);
  }

  @Test
  void aMuteHidesAlertsOfSuchRulesWheneverTheValueComes() throws Exception {
    String muted = "first: {condition: evt.type = openat, value: fd.name, learn: 0s} => %fd.name %late.name => web";
    HoldingLoop loop = loop(muted).opens(42, 50, "/a").opens(43, 51, "/b").answers(42, "web").answers(43, "db").then();
    loop.opens(42, 60, "/c").opens(43, 61, "/d");
    assertEquals(List.of("/b db", "/d db"), alertsOf(loop));
    assertEquals(2, loop.generation().counts().total());
  }

  @Test
  void aMuteComparesTheFieldsOfSteps() throws Exception {
    String muted = "sequence: {within: 10m, by: proc.pid, steps: [{name: open, condition: evt.type = openat}, "
        + "{name: run, condition: evt.type = execve}]} => %open.fd.name %late.name => web";
    HoldingLoop loop = loop(muted).answers(42, "web").answers(43, "db").then();
    loop.opens(42, 50, "/a").opens(43, 51, "/b").executes(42, 52, "sh").executes(43, 53, "sh");
    assertEquals(List.of("/b db"), alertsOf(loop));
  }
}
