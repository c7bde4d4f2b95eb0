package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.eyas.engine.hold.HoldOptions;
import org.eyas.engine.stateful.event.StepMatchEvent;
import org.junit.jupiter.api.Test;

/** Events that may match a step of a rule over several sources are found when their values are there, with their own times. */
class HeldStepsTest {
  private static final int MOST = 10;

  private final List<Long> found = new ArrayList<>();
  private long waitNanos = HoldingLoop.LONG;

  private HoldingLoop loop(int most, String... conditions) {
    return loopOf(most, rule(conditions));
  }

  private HoldingLoop loopOf(int most, String... rules) {
    FoundEventSink sink =
        new FoundEventSink() {
          @Override
          public void add(StepMatchEvent event) {
            found.add(event.timestampNanos() / HoldingLoop.MILLI);
          }

          @Override
          public long waitNanos() {
            return waitNanos;
          }
        };
    return HoldingLoop.finding(sink, most, rules);
  }

  private static String rule(String... conditions) {
    StringBuilder steps = new StringBuilder("{name: ask, source: second, condition: evt.num exists}");
    for (int i = 0; i < conditions.length; i++) {
      steps.append(", {name: s%d, condition: 'evt.type = openat and %s'}".formatted(i, conditions[i]));
    }
    return "sequence: {within: 10m, steps: [" + steps + "]} => %fd.name";
  }

  private Runnable foundSoFar(Long... times) {
    return () -> assertEquals(List.of(times), found);
  }

  private HoldingLoop ended(HoldingLoop loop) throws Exception {
    assertEquals(List.of(), loop.run());
    assertEquals(0, loop.counts().faults());
    return loop;
  }

  private static long undecided(HoldingLoop loop) {
    BitSet all = new BitSet();
    all.set(0, 1_000);
    return loop.seenTypes().undecided().sum(all);
  }

  @Test
  void anEventIsFoundWhenItsValueIsThere() throws Exception {
    HoldingLoop loop = loop(MOST, "late.name = web");
    loop.opens(42, 1, "/a").opens(43, 2, "/b").opens(42, 3, "/c").then(foundSoFar());
    loop.answers(42, "web").then().then(foundSoFar(1L, 3L));
    loop.answers(43, "db").then();
    assertEquals(0, undecided(ended(loop)));
    assertEquals(List.of(1L, 3L), found);
  }

  @Test
  void whatIsExcludedIsNotFoundWhileItIsUnknown() throws Exception {
    HoldingLoop loop = loop(MOST, "not late.name = web");
    loop.opens(42, 1, "/a").opens(43, 2, "/b").then(foundSoFar());
    loop.answers(42, "web").then().then(() -> loop.names.answerNothing(43)).then();
    assertEquals(0, undecided(ended(loop)));
    assertEquals(List.of(2L), found);
  }

  @Test
  void aStepThatIsDecidedDoesNotWait() throws Exception {
    HoldingLoop loop = loop(MOST, "(fd.name = /sure or late.name = web)");
    loop.opens(42, 1, "/sure").then(foundSoFar(1L)).answers(42, "web").then();
    ended(loop);
    assertEquals(List.of(1L), found);
  }

  @Test
  void anEventOfTwoStepsIsFoundOnceWhenBothAreDecided() throws Exception {
    HoldingLoop loop = loop(MOST, "fd.name = /sure", "late.name = web");
    loop.opens(42, 1, "/sure").then(foundSoFar()).answers(42, "db").then();
    ended(loop);
    assertEquals(List.of(1L), found);
  }

  @Test
  void whenTheWaitIsOverAPendingValueCountsAsAbsent() throws Exception {
    waitNanos = 1;
    HoldingLoop loop = loop(MOST, "not late.name = web");
    loop.opens(42, 1, "/a").then().then(foundSoFar(1L)).answers(42, "web").then();
    assertEquals(1, undecided(ended(loop)));
    assertEquals(List.of(1L), found);
  }

  @Test
  void whatIsHeldIsDecidedWhenTheRulesChangeAndAtTheEnd() throws Exception {
    HoldingLoop loop = loop(MOST, "not late.name = web");
    MatchOptions options = new MatchOptions(true, "evt.time").with(HoldOptions.USUAL);
    loop.opens(42, 1, "/a").reloads(options, rule("not late.name = db")).then().then(foundSoFar(1L)).opens(42, 2, "/b");
    assertEquals(2, undecided(ended(loop)));
    assertEquals(List.of(1L, 2L), found);
  }

  @Test
  void withoutRoomAnEventIsDecidedAtOnce() throws Exception {
    HoldingLoop loop = loop(1, "not late.name = web");
    loop.opens(42, 1, "/a").opens(42, 2, "/b").then(foundSoFar(2L)).answers(42, "db").then();
    assertEquals(1, undecided(ended(loop)));
    assertEquals(List.of(2L, 1L), found);
  }

  @Test
  void anEventForWhichAPlainRuleWaitsTooCountsAsUndecidedOnce() throws Exception {
    HoldingLoop loop = loopOf(MOST, rule("not late.name = web"), "late.name = web => %fd.name");
    loop.opens(42, 1, "/a");
    assertEquals(1, undecided(ended(loop)));
    assertEquals(List.of(1L), found);
  }

  @Test
  void aStepThatThrowsIsAFaultAndNotFound() throws Exception {
    HoldingLoop loop = loop(MOST, "late.broken exists");
    loop.opens(42, 1, "/a").answers(42, "web").then();
    loop.run();
    assertEquals(1, loop.counts().faults());
    assertEquals(List.of(), found);
  }
}
