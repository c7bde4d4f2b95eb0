package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.eyas.engine.hold.HoldOptions;
import org.eyas.engine.recording.CapturePolicy;
import org.eyas.engine.recording.CaptureRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts of a live source that wait for {@code late.name}. */
class HeldAlertsTest {
  private static final String PRINTS = "fd.name startswith /x => %fd.name by %proc.name in %late.name";

  @Test
  void anAlertWaitsForItsOutputAndNoOtherAlertDoes() throws Exception {
    HoldingLoop loop = HoldingLoop.live(HoldingLoop.LONG, PRINTS);
    loop.names.knows(43, "host");
    loop.opens(42, 1, "/x1").opens(43, 2, "/x2").then().answers(42, "web").then();
    assertEquals(List.of("/x2 by cat in host", "/x1 by shell in web"), loop.run());
    assertEquals(List.of(2 * HoldingLoop.MILLI, HoldingLoop.MILLI), loop.times, "an alert has the time of its event");
    assertEquals(1, loop.figures().total());
    assertEquals(1, loop.figures().completed());
    assertEquals(0, loop.figures().now());
    assertEquals(2, loop.generation().counts().total());
  }

  @Test
  void alertsThatWaitForTheSameValueKeepTheirOrder() throws Exception {
    HoldingLoop loop = HoldingLoop.live(HoldingLoop.LONG, PRINTS);
    loop.opensAtOnce(42, "/x1", "/x2", "/x3").then().opensAtOnce(42, "/x4", "/x5").then().answers(42, "web").then();
    assertEquals(
        List.of("/x1", "/x2", "/x3", "/x4", "/x5"), loop.run().stream().map(alert -> alert.substring(0, 3)).toList());
  }

  @Test
  void everyOtherFieldIsReadAtTheEvent() throws Exception {
    HoldingLoop loop = HoldingLoop.live(HoldingLoop.LONG, PRINTS, "fd.name = /x1 and late.name = web => %proc.name %evt.num");
    loop.opens(42, 1, "/x1").executes(42, 2, "nginx").opens(42, 3, "/y").answers(42, "web").then();
    assertEquals(List.of("/x1 by shell in web", "shell 1"), loop.run());
  }

  @Test
  void anAlertIsSentWithoutAValueThatDoesNotComeInTime() throws Exception {
    HoldingLoop loop = HoldingLoop.live(1, PRINTS);
    loop.opens(42, 1, "/x1").then().answers(42, "web").then();
    assertEquals(List.of("/x1 by shell in <NA>"), loop.run());
    assertEquals(1, loop.figures().timedOut());
  }

  @Test
  void theAnswerThatThereIsNothingEndsTheWait() throws Exception {
    HoldingLoop loop = HoldingLoop.live(HoldingLoop.LONG, PRINTS);
    loop.opens(42, 1, "/x1").then(() -> loop.names.answerNothing(42)).then(() -> loop.alerts.add("later"));
    assertEquals(List.of("/x1 by shell in <NA>", "later"), loop.run());
    assertEquals(1, loop.figures().completed());
  }

  @Test
  void aValueThatArrivesBetweenTheEventAndTheEndOfItsBatchIsNotMissed() throws Exception {
    HoldingLoop loop = HoldingLoop.live(HoldingLoop.LONG, PRINTS, "late.name = web => %late.name");
    loop.opens(42, 1, "/x1").then(() -> assertEquals(List.of(), loop.alerts)).answers(42, "web");
    loop.then(() -> assertEquals(2, loop.alerts.size())).run();
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "late.name = web; fires", "late.name = db; does not", "not late.name = web; does not", "not late.name = db; fires",
      "late.name exists; fires", "not late.name exists; does not", "late.name in (db, web); fires",
      "late.name pmatch (web); fires", "late.name startswith w and proc.name = shell; fires",
      "not (late.name = web and proc.name = shell); does not", "toupper(late.name) = WEB; fires",
      "late.name = val(proc.name); does not", "not late.name = val(proc.name); fires"})
  void aConditionIsDecidedWhenTheValueIsThere(String condition, String expected) throws Exception {
    for (boolean generated : new boolean[] {false, true}) {
      HoldOptions options = new HoldOptions(HoldingLoop.LONG, 10, true, 0);
      HoldingLoop loop = new HoldingLoop(true, options, true, generated, condition + " => fires");
      loop.opens(42, 1, "/x1").then(() -> assertEquals(List.of(), loop.alerts)).answers(42, "web").then();
      assertEquals(expected.equals("fires") ? List.of("fires") : List.of(), loop.run(), "generated: " + generated);
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "late.list in (a, b, c); fires", "late.list in (a, c); does not", "not late.list in (a, c); fires",
      "late.list intersects (b, c); fires", "late.list intersects (c); does not", "not late.list intersects (c); fires",
      "late.list exists; fires", "not late.list exists; does not"})
  void aConditionOnAPendingListIsDecidedWhenTheListIsThere(String condition, String expected) throws Exception {
    for (boolean generated : new boolean[] {false, true}) {
      HoldOptions options = new HoldOptions(HoldingLoop.LONG, 10, true, 0);
      HoldingLoop loop = new HoldingLoop(true, options, true, generated, condition + " => fires");
      loop.opens(42, 1, "/x1").then(() -> assertEquals(List.of(), loop.alerts)).answers(42, "a,b").then();
      assertEquals(expected.equals("fires") ? List.of("fires") : List.of(), loop.run(), "generated: " + generated);
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "late.name = web; []", "not late.name = web; [fires]", "late.name exists; []", "not late.name exists; [fires]"})
  void aPendingValueCountsAsAbsentWhenTheTimeIsOver(String condition, String expected) throws Exception {
    HoldingLoop loop = HoldingLoop.live(1, condition + " => fires");
    loop.opens(42, 1, "/x1").then();
    assertEquals(expected, loop.run().toString());
  }

  @Test
  void conditionsAreDecidedAtOnceIfConfiguredSoButTheOutputStillWaits() throws Exception {
    HoldOptions early = new HoldOptions(HoldingLoop.LONG, 10, false, 0);
    HoldingLoop loop = new HoldingLoop(true, early, true, false, "not late.name = web => at once", "fd.name = /x1 => %late.name");
    loop.opens(42, 1, "/x1").then(() -> assertEquals(List.of("at once"), loop.alerts)).answers(42, "web").then();
    assertEquals(List.of("at once", "web"), loop.run());
  }

  @Test
  void nothingIsHeldIfTheTimeIsZero() throws Exception {
    HoldingLoop loop =
        new HoldingLoop(true, new HoldOptions(0, 10, true, 0), true, false, PRINTS, "not late.name = web => at once");
    loop.opens(42, 1, "/x1").then(() -> assertEquals(2, loop.alerts.size()));
    assertEquals(List.of("/x1 by shell in <NA>", "at once"), loop.run());
    assertEquals(0, loop.figures().total());
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {"web; [open first]", "db; [certain]", "queue; [open later]"})
  void ifOnlyTheFirstRuleFiresAnOpenRuleHoldsThoseAfterIt(String answer, String expected) throws Exception {
    HoldOptions options = new HoldOptions(HoldingLoop.LONG, 10, true, 0);
    String[] rules = {
        "late.name = web => open first", "proc.name = cat => never", "late.name = queue => open later",
        "proc.name = shell => certain", "late.name exists => too late"
    };
    HoldingLoop loop = new HoldingLoop(true, options, false, false, rules);
    loop.opens(42, 1, "/x1").then(() -> assertEquals(List.of(), loop.alerts)).answers(42, answer).then();
    assertEquals(expected, loop.run().toString());
    assertEquals(1, loop.generation().counts().total());
  }

  @Test
  void ifAllRulesFireAnOpenRuleHoldsNoOther() throws Exception {
    HoldingLoop loop = HoldingLoop.live(HoldingLoop.LONG, "late.name = web => open", "proc.name = shell => certain");
    loop.opens(42, 1, "/x1").then(() -> assertEquals(List.of("certain"), loop.alerts)).answers(42, "web").then();
    assertEquals(List.of("certain", "open"), loop.run());
  }

  @Test
  void exceptionsOfARuleAreDecidedLateToo() throws Exception {
    String exceptions = "\n  exceptions: [{name: e, fields: [late.name, proc.name], values: [[web, shell]]}]";
    String rule = "fd.name startswith /x" + exceptions + " => fires";
    for (String answer : List.of("web", "db")) {
      HoldingLoop loop = HoldingLoop.live(HoldingLoop.LONG, rule);
      loop.opens(42, 1, "/x1").then().answers(42, answer).then();
      assertEquals(answer.equals("db") ? List.of("fires") : List.of(), loop.run());
    }
  }

  @Test
  void tooManyHeldMatchesAreDecidedEarlyAndCounted() throws Exception {
    HoldingLoop loop = new HoldingLoop(true, new HoldOptions(HoldingLoop.LONG, 2, true, 0), true, false, PRINTS);
    loop.opens(42, 1, "/x1").opens(42, 2, "/x2").opens(42, 3, "/x3").answers(42, "web").then();
    assertEquals(List.of("/x3 by shell in <NA>", "/x1 by shell in web", "/x2 by shell in web"), loop.run());
    assertEquals(1, loop.figures().early());
    assertEquals(2, loop.figures().completed());
  }

  @Test
  void eventsTakeBoundedMemoryWhileTheyAreHeld() throws Exception {
    HoldingLoop loop = HoldingLoop.live(HoldingLoop.LONG, "late.name = web => fires");
    String path = "/" + "x".repeat(60_000);
    for (int i = 0; i < 200; i++) {
      loop.opens(42, i, path);
    }
    loop.run();
    assertEquals((8 << 20) / 60_100, loop.figures().total(), 2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aReloadDecidesWhatIsHeldAtOnce(boolean answered) throws Exception {
    HoldingLoop loop = HoldingLoop.live(HoldingLoop.LONG, PRINTS);
    loop.opens(42, 1, "/x1");
    if (answered) {
      loop.answers(42, "web");
    }
    MatchOptions options = new MatchOptions(true, "evt.time");
    loop.reloads(options, "fd.name = /x9 => other").then(() -> assertEquals(1, loop.alerts.size()));
    assertEquals(List.of("/x1 by shell in " + (answered ? "web" : "<NA>")), loop.run());
  }

  @Test
  void aCaptureThatRestartsDecidesWhatIsHeldAtOnce() throws Exception {
    HoldingLoop loop = HoldingLoop.live(HoldingLoop.LONG, PRINTS);
    loop.opens(42, 1, "/x1").restarts().then(() -> assertEquals(1, loop.alerts.size()));
    assertEquals(List.of("/x1 by shell in <NA>"), loop.run());
  }

  @Test
  void anotherEnricherLeavesWhatIsHeldWaiting() throws Exception {
    HoldingLoop loop = HoldingLoop.live(HoldingLoop.LONG, PRINTS, "late.name = web => fires");
    loop.opens(42, 1, "/x1").getsEnricher((process, out) -> {}).opens(43, 2, "/y");
    loop.then(() -> assertEquals(List.of(), loop.alerts)).answers(42, "web").then();
    assertEquals(List.of("/x1 by shell in web", "fires"), loop.run());
  }

  @Test
  void rulesThatBecomeClassesGoOnWaiting() throws Exception {
    HoldingLoop loop = HoldingLoop.live(HoldingLoop.LONG, PRINTS);
    loop.opens(42, 1, "/x1").becomesClasses().then(() -> assertEquals(List.of(), loop.alerts)).answers(42, "web").then();
    assertEquals(List.of("/x1 by shell in web"), loop.run());
  }

  @Test
  void theEndOfTheSourceDecidesWhatIsHeld() throws Exception {
    HoldingLoop loop = HoldingLoop.live(HoldingLoop.LONG, PRINTS, "not late.name = web => fires");
    loop.opens(42, 1, "/x1");
    assertEquals(List.of("/x1 by shell in <NA>", "fires"), loop.run());
    assertEquals(2, loop.figures().early());
  }

  @Test
  void anInterruptLosesNothingThatIsHeld() throws Exception {
    HoldingLoop loop = HoldingLoop.live(HoldingLoop.LONG, PRINTS);
    loop.opens(42, 1, "/x1").then(() -> Thread.currentThread().interrupt());
    assertThrows(InterruptedException.class, loop::run);
    assertEquals(List.of("/x1 by shell in <NA>"), loop.alerts);
  }

  @Test
  void aFieldThatThrowsLaterHidesNoOtherRule() throws Exception {
    HoldingLoop loop = HoldingLoop.live(HoldingLoop.LONG, "late.broken = x => broken", "late.name = web => fires");
    loop.opens(42, 1, "/x1").answers(42, "web").then();
    assertEquals(List.of("fires"), loop.run());
    assertEquals(1, loop.counts().faults());
    assertEquals(0, loop.figures().now());
  }

  @Test
  void aCaptureStartsAtTheEventOrIfItsRuleIsOpenWhenTheRuleFires(@TempDir Path folder) throws Exception {
    CapturePolicy policy = new CapturePolicy(true, true, 5_000, 0, folder.resolve("eyas").toString());
    for (String rule : List.of("fd.name = /x1 => %late.name", "late.name = web => fires")) {
      boolean certain = rule.startsWith("fd.name");
      CaptureRecorder recorder = new CaptureRecorder(() -> policy, (limit, written) -> {}, false);
      HoldingLoop loop = HoldingLoop.recording(recorder, rule);
      loop.opens(42, 1, "/x1").then(() -> assertEquals(certain, recorder.isActive())).answers(42, "web");
      loop.then(() -> assertTrue(recorder.isActive())).run();
      recorder.close(10_000);
    }
  }

  @Test
  void aWatchSeesAHeldAlertWithItsEventAsItWas() throws Exception {
    HoldingLoop loop = HoldingLoop.live(HoldingLoop.LONG, "late.name = web => %late.name");
    loop.opens(42, 1, "/x1").executes(42, 2, "nginx").opens(42, 3, "/x3").then().answers(42, "web").then().run();
    assertEquals(List.of("web by shell /x1", "web by nginx ", "web by nginx /x3"), loop.seen);
  }
}
