package org.eyas.engine.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.update.Handover;
import org.eyas.engine.hold.HoldOptions;
import org.eyas.engine.loop.HoldingLoop;
import org.eyas.engine.loop.MatchOptions;
import org.eyas.engine.recording.CapturePolicy;
import org.eyas.engine.recording.CaptureRecorder;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
  private static final String NEW_FILE =
      "first: {condition: evt.type = openat, value: fd.name, by: proc.pid, learn: 1s} => %proc.name opened the new file %fd.name";
  private static final String OPENED_AND_NOT_RUN =
      "sequence: {within: 10s, by: proc.pid, steps: [{name: open, condition: evt.type = openat}], "
          + "without: {condition: evt.type = execve, for: 1s}} => %proc.name opened %fd.name";
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

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void firstAndLongTimesContinueAfterARestartAndShortTimesDoNot(boolean damaged, @TempDir Path folder) throws Exception {
    String[] rules = {NEW_FILE, OPENED_THEN_RUN, OPENED_THEN_RUN.replace("10s", "2m")};
    HoldingLoop.lasting(CheckpointStore.in(folder.toString(), "syscall"), rules).opens(42, 1, "/a").opens(42, 2, "/b").run();
    Path file = folder.resolve("syscall.memory");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    if (damaged) {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2]++;
      Files.write(file, bytes);
    }
    HoldingLoop next = HoldingLoop.lasting(CheckpointStore.in(folder.toString(), "syscall"), rules);
    next.opens(42, 3_000, "/b").opens(42, 3_001, "/c").executes(43, 3_002, "nginx");
    assertEquals(damaged ? List.of() : List.of("shell opened the new file /c"), next.run());
    HoldingLoop last = HoldingLoop.lasting(CheckpointStore.in(folder.toString(), "syscall"), rules);
    last.executes(42, 3_500, "nginx");
    assertEquals(List.of("shell opened /c, then nginx ran"), last.run());
  }

  @Test
  void aRuleFiresIfSomethingDoesNotHappenInTime() throws Exception {
    HoldingLoop loop = loop(true, false, OPENED_AND_NOT_RUN);
    loop.opens(42, 1, "/a").opens(43, 2, "/b").executes(43, 500, "nginx").opens(42, 700, "/c").opens(43, 1_002, "/d");
    assertEquals(List.of("shell opened /a"), loop.run()); // what waits at the end does not fire
    assertEquals(List.of(HoldingLoop.MILLI), loop.times);
    assertEquals(1, loop.generation().counts().total());
    assertEquals(0, loop.counts().faults());
  }

  @Test
  void timeGoesOnWhileNoEventsCome() throws Exception {
    HoldingLoop loop = loop(true, false, OPENED_AND_NOT_RUN).opens(42, 1, "/a").isQuietUntilAnAlert();
    assertEquals(List.of("shell opened /a"), loop.run());
  }

  @Test
  void alertsThatWaitAreHandedOver() throws Exception {
    HoldingLoop before = loop(true, true, OPENED_AND_NOT_RUN);
    before.opens(42, 1, "/a").opens(43, 2, "/b").run();
    HoldingLoop next = loop(true, false, OPENED_AND_NOT_RUN).resumesFrom(before.leftMemory());
    next.executes(43, 800, "nginx").executes(43, 1_002, "nginx");
    assertEquals(List.of("shell opened /a"), next.run());
  }

  @Test
  void afterARestartAnAlertWaitsAgain(@TempDir Path folder) throws Exception {
    String rule = OPENED_AND_NOT_RUN.replace("for: 1s", "for: 2m");
    HoldingLoop.lasting(CheckpointStore.in(folder.toString(), "syscall"), rule).opens(42, 1, "/a").run();
    HoldingLoop next = HoldingLoop.lasting(CheckpointStore.in(folder.toString(), "syscall"), rule);
    next.opens(43, 200_000, "/b").executes(42, 319_000, "nginx").executes(43, 321_000, "nginx");
    assertEquals(List.of("cat opened /b"), next.run());
  }

  @Test
  void theMemoryIsWrittenWhileTheLoopRuns(@TempDir Path folder) throws Exception {
    CheckpointStore often = CheckpointStore.in(folder.toString(), "syscall").every(0);
    HoldingLoop loop = HoldingLoop.lasting(often, NEW_FILE).opens(42, 1, "/a");
    loop.then(() -> {}).then(() -> ConditionWait.until(() -> Files.exists(folder.resolve("syscall.memory")))).run();
  }

  @Test
  void atAnUpdateTheNextEngineGetsTheMemoryAndWritesIt(@TempDir Path folder) throws Exception {
    CheckpointStore lasting = CheckpointStore.in(folder.toString(), "syscall");
    HoldingLoop before = HoldingLoop.lasting(lasting, NEW_FILE).opens(42, 1, "/a").leaves();
    before.run();
    assertFalse(Files.exists(folder.resolve("syscall.memory")));
    HoldingLoop.lasting(lasting, NEW_FILE).resumesFrom(before.leftMemory()).run();
    HoldingLoop last = HoldingLoop.lasting(lasting, NEW_FILE).opens(42, 2_000, "/a").opens(42, 2_001, "/b");
    assertEquals(List.of("shell opened the new file /b"), last.run());
  }

  @Test
  void aRuleThatReturnsKnowsWhatItKnew(@TempDir Path folder) throws Exception {
    MatchOptions options = new MatchOptions(true, "evt.time", false);
    CheckpointStore lasting = CheckpointStore.in(folder.toString(), "syscall");
    HoldingLoop.lasting(lasting, NEW_FILE).opens(42, 1, "/a").run();
    HoldingLoop.lasting(lasting, EVERY).reloads(options, EVERY, OPENED_THEN_RUN.replace("10s", "2m")).opens(42, 2, "/b").run();
    HoldingLoop last = HoldingLoop.lasting(lasting, EVERY).reloads(options, NEW_FILE).then();
    last.opens(42, 2_000, "/a").opens(42, 2_001, "/b");
    assertEquals(List.of("shell opened the new file /b"), last.run());
  }

  @Test
  void aCheckpointOfANewerVersionWaitsBesideUntilThatVersionRunsAgain(@TempDir Path folder) throws Exception {
    String[] rules = {NEW_FILE, OPENED_THEN_RUN.replace("10s", "2m")};
    Path file = folder.resolve("syscall.memory");
    Path aside = folder.resolve("syscall.memory.newer");
    lasting(folder, rules).opens(42, 1, "/a").run();
    byte[] readable = Files.readAllBytes(file);
    byte[] newer = CheckpointBytes.ofNewerLayout(readable);
    Files.write(file, newer);
    assertEquals(List.of(), lasting(folder, NEW_FILE).opens(42, 2_000, "/b").run());
    assertArrayEquals(newer, Files.readAllBytes(aside));
    assertEquals(List.of("shell opened the new file /c"),
        lasting(folder, NEW_FILE).opens(42, 4_000, "/b").opens(42, 4_001, "/c").run());
    assertArrayEquals(newer, Files.readAllBytes(aside), "also after another restart");

    Files.write(aside, readable); // the version that runs from now on knows the layout
    assertEquals(List.of("shell opened /a, then nginx ran"), lasting(folder, rules).executes(42, 5_000, "nginx").run());
    assertFalse(Files.exists(aside), "its content is in the checkpoint again");
    assertEquals(List.of("shell opened the new file /d"),
        lasting(folder, rules).opens(42, 6_000, "/c").opens(42, 6_001, "/d").run());
  }

  @Test
  void aCheckpointInANewerFrameWaitsBeside(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("syscall.memory");
    lasting(folder, NEW_FILE).opens(42, 1, "/a").run();
    byte[] newer = Files.readAllBytes(file);
    newer[7]++; // EyasMem2
    Files.write(file, newer);
    lasting(folder, NEW_FILE).opens(42, 2_000, "/b").run();
    assertArrayEquals(newer, Files.readAllBytes(folder.resolve("syscall.memory.newer")));
    lasting(folder, NEW_FILE).opens(42, 2_000, "/b").run();
    assertArrayEquals(newer, Files.readAllBytes(folder.resolve("syscall.memory.newer")));
  }

  @Test
  void theStateOfARuleInANewerLayoutStaysInTheCheckpoint(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("syscall.memory");
    lasting(folder, NEW_FILE).opens(42, 1, "/a").run();
    byte[] block = "groups of another layout".getBytes(UTF_8);
    Files.write(file, CheckpointBytes.withBlock(Files.readAllBytes(file), "layout 5 of rule0", block));
    assertEquals(List.of("shell opened the new file /b"), lasting(folder, NEW_FILE).opens(42, 2_000, "/b").run());
    lasting(folder, NEW_FILE).opens(42, 2_000, "/c").run();
    assertTrue(new String(Files.readAllBytes(file), UTF_8).contains("groups of another layout"));
  }

  private static HoldingLoop lasting(Path folder, String... rules) throws Exception {
    return HoldingLoop.lasting(CheckpointStore.in(folder.toString(), "syscall"), rules);
  }

  @Test
  void aCaptureBeginsWhenTheTimeIsOver(@TempDir Path folder) throws Exception {
    CapturePolicy policy = new CapturePolicy(true, true, 500, 0, folder.resolve("eyas").toString());
    CaptureRecorder recorder = new CaptureRecorder(() -> policy, (limit, written) -> {}, false);
    HoldingLoop loop = HoldingLoop.recording(recorder, OPENED_AND_NOT_RUN).opens(42, 1, "/a").opens(43, 1_100, "/b");
    loop.then(() -> assertTrue(recorder.isActive())).run();
    recorder.close(10_000);
  }

  @Test
  void anEventFromTheFutureEndsNoWait() throws Exception {
    long now = System.currentTimeMillis();
    HoldingLoop loop = loop(true, false, OPENED_AND_NOT_RUN.replace("for: 1s", "for: 1h"));
    loop.opens(42, now, "/a").opens(43, now + 36_000_000, "/b").executes(42, now, "nginx").executes(43, now, "nginx");
    assertEquals(List.of(), loop.run());
  }

  @Test
  void rulesWithShortTimesLeaveNoFile(@TempDir Path folder) throws Exception {
    HoldingLoop.lasting(CheckpointStore.in(folder.toString(), "syscall"), OPENED_THEN_RUN).opens(42, 1, "/a").run();
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
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
