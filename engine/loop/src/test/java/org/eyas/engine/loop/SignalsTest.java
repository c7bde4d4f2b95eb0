package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.eyas.engine.hold.HoldOptions;
import org.eyas.engine.rules.SignalWeight;
import org.eyas.engine.statistics.RuleCounts;
import org.eyas.engine.statistics.RuleHits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules with the tag of a signal. The processes 42 and 43 are those of {@link HoldingLoop}. */
class SignalsTest {
  private static final String TAG = "\n  tags: [" + SignalWeight.FIVE.tag() + "]";
  private static final String SIGNAL = "fd.name startswith /x" + TAG + " => signal %fd.name";
  private static final String ALERT = "fd.name startswith /x => alert %fd.name";

  private static HoldingLoop loop(boolean all, HoldOptions options, String... rules) {
    return new HoldingLoop(true, options, all, false, rules);
  }

  private static List<String> signals(HoldingLoop loop) {
    return loop.seen.stream().filter(each -> each.contains("signal")).toList();
  }

  private static RuleCounts counts(HoldingLoop loop) {
    return loop.generation().counts();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSignalIsObservedAndCountedButNotSent(boolean all) throws Exception {
    HoldingLoop loop = loop(all, HoldOptions.NONE, SIGNAL).opens(42, 1, "/x1").opens(42, 2, "/x2").opens(42, 3, "/y");
    assertEquals(List.of(), loop.run());
    assertEquals(2, signals(loop).size());
    assertEquals(0, counts(loop).total(), "no alert");
    RuleHits hits = counts(loop).all().getFirst();
    assertEquals(2, hits.hits());
    assertEquals(List.of("Signals by rule name:", "   r0: 2"), counts(loop).lines().reversed().subList(0, 2).reversed());
  }

  @Test
  void aSignalDoesNotPreventTheFirstMatch() throws Exception {
    HoldingLoop loop = loop(false, HoldOptions.NONE, SIGNAL, ALERT, ALERT + " twice").opens(42, 1, "/x1");
    assertEquals(List.of("alert /x1"), loop.run());
    assertEquals(1, signals(loop).size());
  }

  @Test
  void theFirstMatchDoesNotPreventASignal() throws Exception {
    HoldingLoop loop = loop(false, HoldOptions.NONE, ALERT, SIGNAL, SIGNAL).opens(42, 1, "/x1");
    assertEquals(List.of("alert /x1"), loop.run());
    assertEquals(2, signals(loop).size());
  }

  @Test
  void aSignalWaitsForAValueByItself() throws Exception {
    String waiting = "late.name = web" + TAG + " => signal in %late.name";
    HoldOptions options = new HoldOptions(HoldingLoop.LONG, 10, true, 0);
    HoldingLoop loop = loop(false, options, ALERT, waiting, "late.name = web => never first").opens(42, 1, "/x1");
    loop.then(() -> assertEquals(0, signals(loop).size())).answers(42, "web").then();
    assertEquals(List.of("alert /x1"), loop.run());
    assertEquals(1, signals(loop).size());
  }

  @Test
  void anOpenSignalDoesNotDelayTheFirstMatch() throws Exception {
    String waiting = "late.name = web" + TAG + " => signal in %late.name";
    HoldOptions options = new HoldOptions(HoldingLoop.LONG, 10, true, 0);
    HoldingLoop loop = loop(false, options, waiting, ALERT).opens(42, 1, "/x1");
    loop.then(() -> assertEquals(List.of("alert /x1"), loop.alerts)).answers(42, "db").then();
    assertEquals(List.of("alert /x1"), loop.run());
    assertEquals(0, signals(loop).size());
  }

  @Test
  void aCompletedOutputOfASignalIsNotSentEither() throws Exception {
    HoldingLoop loop = HoldingLoop.followedUp(HoldingLoop.LONG, "fd.name startswith /x" + TAG + " => signal in %late.name");
    loop.opens(42, 1, "/x1").then().then().answers(42, "web").then();
    assertEquals(List.of(), loop.run());
    assertEquals(1, signals(loop).size());
  }

  @Test
  void aRuleThatRemembersCanBeASignal() throws Exception {
    String threshold = "threshold: {condition: evt.type = openat and fd.name startswith /x, count: 3, within: 10s, by: proc.pid}";
    HoldingLoop loop = loop(false, HoldOptions.NONE, threshold + TAG + " => signal of three");
    loop.opens(42, 1, "/x1").opens(42, 2, "/x2").opens(42, 3, "/x3");
    assertEquals(List.of(), loop.run());
    assertEquals(1, signals(loop).size());
  }

  @Test
  void anUpdateOfTheEngineKeepsTheNumberOfSignals() throws Exception {
    HoldingLoop loop = loop(true, HoldOptions.NONE, SIGNAL, ALERT).opens(42, 1, "/x1");
    loop.run();
    RuleCounts next = loop(true, HoldOptions.NONE, SIGNAL, ALERT).generation().counts();
    next.resumeFrom(counts(loop).toHandover());
    assertEquals(1, next.total());
    assertEquals(List.of(1L, 1L), Stream.of("r0", "r1").map(next::hits).toList());
  }
}
