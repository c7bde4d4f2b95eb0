package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Mutes of stateful rules hide their alerts, and do not change the state of these rules. */
class MutedMemoriesTest {
  private static final String TWICE =
      "threshold: {condition: evt.type = openat, count: 2, within: 1s, by: fd.name} => %fd.name opened %threshold.value times";
  private static final String OPENED_THEN_RUN =
      "sequence: {within: 10s, by: proc.pid, steps: [{name: open, condition: evt.type = openat}, "
          + "{name: run, condition: evt.type = execve}]} => %open.fd.name, then %proc.name";
  private static final String OPENED_AND_NOT_RUN =
      "sequence: {within: 10s, by: proc.pid, steps: [{name: open, condition: evt.type = openat}], "
          + "without: {condition: evt.type = execve, for: 1s}} => %proc.name opened %fd.name";
  private static final String NEW_FILE =
      "first: {condition: evt.type = openat, value: fd.name, learn: 0s} => %fd.name opened by %proc.name";

  private static void assertOneHidden(HoldingLoop loop, String... sent) throws Exception {
    assertEquals(List.of(sent), loop.run());
    assertEquals(1, loop.hidden());
    assertEquals(sent.length, loop.generation().counts().total(), "only what was sent counts as a match");
    assertEquals(0, loop.counts().faults());
  }

  private static HoldingLoop loop(String... rules) {
    return HoldingLoop.live(HoldingLoop.LONG, rules);
  }

  @Test
  void aMutedAlertOfAThresholdIsCountedAndAnotherGroupFires() throws Exception {
    HoldingLoop loop = loop(TWICE + " => fd.name=/a").opens(42, 1, "/a").opens(42, 2, "/b").opens(42, 3, "/a");
    loop.opens(42, 4, "/a").opens(42, 5, "/a").opens(42, 6, "/b"); // after an alert, a group is quiet, whether it was sent or not
    assertOneHidden(loop, "/b opened 2 times");
  }

  @Test
  void aMuteMayCompareTheFieldOfAStep() throws Exception {
    HoldingLoop loop = loop(OPENED_THEN_RUN + " => open.fd.name=/a").opens(42, 1, "/a").opens(43, 2, "/b");
    assertOneHidden(loop.executes(42, 3, "nginx").executes(43, 4, "nginx"), "/b, then nginx");
  }

  @Test
  void aMutedAlertOfSomethingThatDidNotHappenIsCountedAndAnotherOneIsSent() throws Exception {
    HoldingLoop loop = loop(OPENED_AND_NOT_RUN + " => fd.name=/a").opens(42, 1, "/a").opens(43, 2, "/b");
    assertOneHidden(loop.opens(42, 1_100, "/c"), "cat opened /b");
  }

  @Test
  void aMutedAlertOfSomethingThatIsNewIsCountedAndItsValueIsKnown() throws Exception {
    HoldingLoop loop = loop(NEW_FILE + " => fd.name=/a").opens(42, 1, "/a").opens(42, 2, "/b").opens(42, 3, "/a");
    assertOneHidden(loop, "/b opened by shell");
  }

  @Test
  void aMuteWaitsForTheValueThatItCompares() throws Exception {
    HoldingLoop loop = loop(TWICE + " by %late.name => web").opens(42, 1, "/a").opens(42, 2, "/a");
    loop.opens(43, 3, "/b").opens(43, 4, "/b").then().answers(42, "web").answers(43, "db").then();
    assertOneHidden(loop, "/b opened 2 times by db");
  }

  @Test
  void aMuteThatComesLaterKeepsWhatTheRuleRemembers() throws Exception {
    HoldingLoop loop = loop(OPENED_THEN_RUN).opens(42, 1, "/a").opens(43, 2, "/b");
    loop.reloads(new MatchOptions(true, "evt.time", false), OPENED_THEN_RUN + " => open.fd.name=/a").then();
    assertOneHidden(loop.executes(42, 3, "nginx").executes(43, 4, "nginx"), "/b, then nginx");
  }
}
