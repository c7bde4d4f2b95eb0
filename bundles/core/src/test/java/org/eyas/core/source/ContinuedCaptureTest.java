package org.eyas.core.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.control.RecordedEvents;
import org.eyas.api.rule.RuleDocument;
import org.eyas.core.Alerts;
import org.eyas.core.NoHandover;
import org.eyas.core.output.AlertOutputs;
import org.eyas.core.part.BundleFaults;
import org.eyas.core.part.EngineServices;
import org.eyas.core.rule.GenerationBuilder;
import org.eyas.core.rule.RunPreparation;
import org.eyas.core.rule.RunningRules;
import org.eyas.core.setting.DispatchSettings;
import org.eyas.core.setting.EngineException;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.completeness.SourceMinute;
import org.eyas.engine.loop.GenerationPublisher;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of the engine, one after the other, on a machine whose captures outlive them. */
@Timeout(120)
class ContinuedCaptureTest {
  private static final String RULE =
      "- rule: opened\n  desc: d\n  condition: evt.type = openat\n"
          + "  output: \"%evt.arg.name %proc.name %evt.num\"\n  priority: INFO\n";

  @TempDir private Path folder;
  private final RecordingMachine machine = new RecordingMachine();
  private final List<Run> runs = new ArrayList<>();

  private LeftStateFile file() {
    return new LeftStateFile(folder, "this boot", LeftStateFile.MOST_BYTES);
  }

  /** One run of the engine. */
  private final class Run {
    private final Alerts alerts = new Alerts();
    private final AlertOutputs outputs;
    private final RunningSourceRegistry running;
    private final SourceObservers observers;
    private final Thread thread;
    private volatile Exception failure;
    private volatile boolean ended;

    Run(String kind, Map<String, Object> more) throws Exception {
      Map<String, Object> all = new HashMap<>(more);
      all.put("engine.kind", kind);
      all.put("sources.enabled", new String[] {"syscall"});
      EngineSettings settings = EngineSettings.of(all);
      EngineServices parts = new EngineServices(BundleFaults.outsideFramework());
      parts.bindSource(new NoDriverSource(), Map.of());
      for (String each : List.of("first", "second", "ptrace")) {
        parts.bindSource(machine.driver(each), Map.of());
      }
      parts.bindRules(() -> List.of(new RuleDocument("test.yaml", RULE)), Map.of());
      GenerationBuilder assembly = new GenerationBuilder(parts, settings);
      outputs = new AlertOutputs(settings, DispatchSettings.of(Map.of()), BundleFaults.outsideFramework(), new NoHandover());
      outputs.bindChannel(alerts, Map.of(OutputChannel.NAME, "test"));
      RunningRules rules = new RunningRules(parts, settings, assembly, new RunPreparation(parts, settings, assembly));
      RunProgressReporter watch = new RunProgressReporter(settings, new PrintStream(OutputStream.nullOutputStream()));
      observers = new SourceObservers(outputs, new NoHandover());
      running = new RunningSourceRegistry(observers);
      SourceRunner sources = new SourceRunner(parts, settings, outputs, watch, running, new NoHandover(), file());
      GenerationPublisher generations = rules.start();
      thread = Thread.ofPlatform().start(() -> {
        try {
          sources.run(generations, List.of("syscall"));
        } catch (Exception e) {
          failure = e;
        }
        ended = true;
        rules.close();
        outputs.close();
      });
      runs.add(this);
    }

    void awaitAlerts(int count) {
      ConditionWait.until(() -> alerts.texts().size() >= count, () -> alerts.texts().size() + " alerts; " + failure);
    }

    void stop() throws InterruptedException {
      thread.interrupt();
      awaitEnd();
      assertNull(failure);
    }

    void awaitEnd() throws InterruptedException {
      thread.join();
    }

    int blindSeconds() {
      return observers.minutes("syscall").since(Instant.EPOCH).stream().mapToInt(SourceMinute::blindSeconds).sum();
    }
  }

  private Run start(String kind) throws Exception {
    return new Run(kind, Map.of());
  }

  private void calls(int count) {
    IntStream.range(0, count).forEach(_ -> machine.call());
  }

  /** Calls while a switch of captures is under way, and all of their alerts. */
  private void awaitSuccessor(Run run, int opened) {
    ConditionWait.until(() -> {
      machine.call();
      return machine.opened >= opened;
    });
    for (int i = 0; i < 200; i++) {
      machine.call();
    }
    run.awaitAlerts(1);
  }

  private List<String> texts() {
    return runs.stream().flatMap(run -> run.alerts.texts().stream()).toList();
  }

  private void assertEachOnceAndNumbered(String name) {
    List<String> expected = IntStream.range(0, machine.calls()).mapToObj(i -> "/n/" + i + " " + name + " " + (i + 1)).toList();
    ConditionWait.until(() -> texts().size() >= expected.size(), () -> texts().size() + " of " + expected.size());
    assertEquals(expected, texts());
  }

  /** A run that has seen events, and left its capture. */
  private Run stoppedRun() throws Exception {
    Run first = start("first");
    ConditionWait.until(() -> machine.opened == 1);
    calls(50);
    first.awaitAlerts(50);
    first.stop();
    return first;
  }

  @Test
  void theNextProcessContinuesWithStateAndEventsOfTheLastOne() throws Exception {
    stoppedRun();
    assertTrue(Files.exists(folder.resolve("left-state")));
    machine.process = "late";
    calls(5_000);
    Run second = start("first");
    awaitSuccessor(second, 2);
    assertEachOnceAndNumbered("early");
    assertFalse(Files.exists(folder.resolve("left-state")));
    assertEquals(0, second.blindSeconds());
    assertEquals(Optional.of(0L), second.running.recorded().map(RecordedEvents::lost));
    ConditionWait.until(() -> machine.closed == 1); // the capture of the first process
    second.stop();
    calls(10);
    Run third = start("first");
    awaitSuccessor(third, 3);
    assertEachOnceAndNumbered("early");
    third.stop();
    assertEquals(2, machine.closed);
  }

  @Test
  void aStopAtAnyMomentOfASwitchLosesAndRepeatsNoEvent() throws Exception {
    stoppedRun();
    for (int i = 0; i < 16; i++) {
      int next = machine.opened + 1;
      Run run = start("first");
      ConditionWait.until(() -> {
        machine.call();
        return machine.opened == next;
      });
      for (int millis = 0; millis < 6 * i; millis++) { // the switch takes about 60 ms
        calls(10);
        Thread.sleep(1);
      }
      run.stop();
      calls(10);
    }
    awaitSuccessor(start("first"), machine.opened + 1);
    assertEachOnceAndNumbered("early");
    runs.getLast().stop();
  }

  @Test
  void anotherDriverContinuesToo() throws Exception {
    stoppedRun();
    calls(100);
    Run second = start("second");
    awaitSuccessor(second, 2);
    assertEachOnceAndNumbered("early");
    second.stop();
  }

  @Test
  void withoutAStateTheProcessesAreLookedUpAndEventsThatWereNotSettledComeAgain() throws Exception {
    Run first = stoppedRun();
    Files.delete(folder.resolve("left-state"));
    machine.left = new RecordingMachine.Left(40, machine.left.bootNanos());
    machine.process = "late";
    calls(100);
    Run second = start("first");
    awaitSuccessor(second, 2);
    int expected = machine.calls() - 40;
    second.awaitAlerts(expected);
    assertEquals(50, first.alerts.texts().size());
    assertEquals(
        IntStream.range(0, expected).mapToObj(i -> "/n/" + (40 + i) + " late " + (i + 1)).toList(), second.alerts.texts());
    second.stop();
  }

  @Test
  void lossesMeanwhileAreATimeThatTheReportShows() throws Exception {
    stoppedRun();
    machine.lost = 7;
    calls(10);
    Run second = start("first");
    second.awaitAlerts(10);
    assertEquals(Optional.of(7L), second.running.recorded().map(RecordedEvents::lost));
    ConditionWait.until(() -> second.blindSeconds() > 0);
    second.stop();
    List<SourceMinute> minutes = second.observers.minutes("syscall").since(Instant.EPOCH);
    assertEquals(7, minutes.stream().mapToLong(minute -> minute.counts().losses().unknown()).sum());
  }

  @Test
  void aCaptureThatCannotBeReadIsAGapAndTheStartGoesOn() throws Exception {
    stoppedRun();
    machine.refusal = "the rings are gone";
    calls(100);
    Run second = start("first");
    ConditionWait.until(() -> machine.opened == 2);
    calls(10);
    second.awaitAlerts(10);
    assertEquals("/n/150 early 1", second.alerts.texts().getFirst());
    assertTrue(second.blindSeconds() > 0);
    assertEquals(Optional.empty(), second.running.recorded());
    assertFalse(Files.exists(folder.resolve("left-state")), "it must not meet a later capture");
    second.stop();
  }

  @Test
  void aDriverThatDoesNotOpenEndsTheRunAfterTheRecordedEvents() throws Exception {
    stoppedRun();
    calls(3_000);
    machine.failure = "no memory";
    Run second = start("first");
    second.awaitEnd();
    assertEquals(3_000, second.alerts.texts().size());
    assertEquals("no memory; mend it", assertInstanceOf(EngineException.class, second.failure).getMessage());
    assertEquals(1, machine.closed, "nothing records without a reader");
    assertNull(machine.left);
  }

  @Test
  void theEndOfAnyOtherRunClosesTheCapture() throws Exception {
    Run limited = new Run("first", Map.of("duration.limit.seconds", 0.3));
    limited.awaitEnd();
    assertNull(limited.failure);
    assertEquals(1, machine.closed);
    assertNull(machine.left);
    assertFalse(Files.exists(folder.resolve("left-state")));
  }

  @Test
  void aCaptureThatCannotOutliveItsProcessLeavesNoState() throws Exception {
    machine.canLeave = false;
    stoppedRun();
    assertEquals(1, machine.closed);
    assertFalse(Files.exists(folder.resolve("left-state")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nodriver", "ptrace"})
  void aRunThatDoesNotReadTheMachineTakesNothing(String kind) throws Exception {
    stoppedRun();
    int before = machine.takeOvers;
    Run other = start(kind);
    ConditionWait.until(() -> other.ended || !other.observers.minutes("syscall").since(Instant.EPOCH).isEmpty()
        || other.running.read().size() == 1);
    other.stop();
    assertEquals(before, machine.takeOvers);
    assertTrue(machine.left != null && Files.exists(folder.resolve("left-state")), "they wait for a run that does");
  }
}
