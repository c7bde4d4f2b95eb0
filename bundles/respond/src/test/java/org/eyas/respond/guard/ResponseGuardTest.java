package org.eyas.respond.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eyas.linux.proc.ProcStat;
import org.eyas.respond.wire.ActionAnswer;
import org.eyas.respond.wire.ActionKind;
import org.eyas.respond.wire.ActionOutcome;
import org.eyas.respond.wire.ActionRequest;
import org.eyas.respond.wire.GuardConnection;
import org.eyas.respond.wire.ProtectedKind;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Acts on real processes, all of them children of this test. */
class ResponseGuardTest {
  private final ProcessView view = new ProcessView(Path.of("/proc"), Path.of("/"));
  private final List<Process> started = new ArrayList<>();

  @TempDir private Path folder;

  @BeforeEach
  void needsACgroupThatIsNoService() throws IOException {
    assumeFalse(
        view.cgroup((int) ProcessHandle.current().pid()).endsWith(".service"),
        "the tests run in the cgroup of a service, whose processes all count as the engine");
  }

  @AfterEach
  void endProcesses() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void freezesAProcessUntilItsLeaseEnds() throws Exception {
    try (RunningGuard guard = new RunningGuard(folder, 100, false); GuardConnection engine = guard.connect()) {
      int pid = sleeper();
      ActionAnswer answer = engine.ask(request(ActionKind.FREEZE, pid, 300));
      assertEquals(ActionOutcome.DONE, answer.outcome(), answer::text);
      assertTrue(answer.signalMicros() >= 0 && answer.effectMicros() >= answer.signalMicros(), answer::toString);
      awaitRunning(pid);
    }
  }

  @Test
  void thawsWhenItIsAskedTo() throws Exception {
    try (RunningGuard guard = new RunningGuard(folder, 100, false); GuardConnection engine = guard.connect()) {
      int pid = sleeper();
      assertEquals(ActionOutcome.NOT_FROZEN, engine.ask(ActionKind.THAW, pid).outcome());
      assertEquals(ActionOutcome.DONE, engine.ask(request(ActionKind.FREEZE, pid, 600_000)).outcome());
      assertEquals('T', view.stat(pid).state());
      assertEquals(ActionOutcome.DONE, engine.ask(ActionKind.THAW, pid).outcome());
      awaitRunning(pid);
    }
  }

  @Test
  void killsAProcessAndSeesItsEnd() throws Exception {
    try (RunningGuard guard = new RunningGuard(folder, 100, false); GuardConnection engine = guard.connect()) {
      int pid = sleeper();
      ActionAnswer answer = engine.ask(request(ActionKind.KILL, pid, 0));
      assertEquals(ActionOutcome.DONE, answer.outcome(), answer::text);
      assertEquals(128 + PidDescriptor.SIGKILL, started.getFirst().waitFor());
      assertEquals(ActionOutcome.GONE, engine.ask(request(ActionKind.KILL, pid, 0)).outcome());
    }
  }

  @Test
  void theEndOfTheEngineThawsEverything() throws Exception {
    try (RunningGuard guard = new RunningGuard(folder, 100, false)) {
      int pid = sleeper();
      for (int i = 0; i < 20; i++) {
        try (GuardConnection engine = guard.connect()) {
          assertEquals(ActionOutcome.DONE, engine.ask(request(ActionKind.FREEZE, pid, 600_000)).outcome());
        }
        awaitRunning(pid);
      }
    }
  }

  @Test
  void theNextGuardThawsWhatAKilledOneLeft() throws Exception {
    int pid = sleeper();
    Process killed = guardProcess();
    Path socket = folder.resolve("guard.sock");
    ConditionWait.until(() -> canConnect(socket), () -> "the guard listens");
    try (GuardConnection engine = new GuardConnection(socket)) {
      assertEquals(ActionOutcome.DONE, engine.ask(request(ActionKind.FREEZE, pid, 600_000)).outcome());
      killed.destroyForcibly().waitFor();
    }
    assertEquals('T', view.stat(pid).state());
    try (RunningGuard _ = new RunningGuard(folder, 100, false)) {
      awaitRunning(pid);
    }
  }

  @Test
  void aProcessThatGotTheIdLaterIsNeverActedOn() throws Exception {
    try (RunningGuard guard = new RunningGuard(folder, 10_000, false); GuardConnection engine = guard.connect()) {
      for (int i = 0; i < 200; i++) {
        long event = nanos(Instant.now()) - 20_000_000; // so long that it is not the same tick
        int pid = sleeper();
        ActionKind kind = i % 2 == 0 ? ActionKind.KILL : ActionKind.FREEZE;
        long start = i % 3 == 0 ? 0 : event - 1_000_000;
        ActionAnswer answer = engine.ask(new ActionRequest(kind, 0, pid, start, event, 1000, false));
        assertEquals(ActionOutcome.REUSED, answer.outcome(), answer::text);
        assertTrue(view.stat(pid).state() != 'T' && started.getLast().isAlive());
        started.removeLast().destroyForcibly();
      }
    }
  }

  @Test
  void leavesAProcessAloneWhoseStartIsInDoubt() throws Exception {
    try (RunningGuard guard = new RunningGuard(folder, 100, false); GuardConnection engine = guard.connect()) {
      int pid = sleeper();
      long start = nanos(Instant.now()) - PidDescriptor.bootNanos() + view.stat(pid).startTicks() * 10_000_000L;
      ActionAnswer answer = engine.ask(new ActionRequest(ActionKind.KILL, 0, pid, 0, start + 5_000_000, 0, false));
      assertEquals(ActionOutcome.UNCERTAIN, answer.outcome(), answer::text);
      assertTrue(started.getFirst().isAlive());
    }
  }

  @Test
  void refusesMoreActionsThanTheBudgetAllows() throws Exception {
    try (RunningGuard guard = new RunningGuard(folder, 2, false); GuardConnection engine = guard.connect()) {
      int pid = sleeper();
      assertEquals(ActionOutcome.DONE, engine.ask(request(ActionKind.FREEZE, pid, 1000)).outcome());
      assertEquals(ActionOutcome.DONE, engine.ask(request(ActionKind.FREEZE, pid, 1000)).outcome());
      assertEquals(ActionOutcome.OVER_BUDGET, engine.ask(request(ActionKind.KILL, pid, 0)).outcome());
      assertTrue(started.getFirst().isAlive());
    }
  }

  @Test
  void offThawsAllAtOnceAndForbidsTheNextActions() throws Exception {
    try (RunningGuard guard = new RunningGuard(folder, 100, false); GuardConnection engine = guard.connect()) {
      List<Integer> pids = List.of(sleeper(), sleeper(), sleeper());
      for (int pid : pids) {
        assertEquals(ActionOutcome.DONE, engine.ask(request(ActionKind.FREEZE, pid, 600_000)).outcome());
      }
      try (GuardConnection command = guard.connect()) {
        assertEquals(ActionOutcome.DONE, command.ask(ActionKind.OFF, 0).outcome());
      }
      for (int pid : pids) {
        awaitRunning(pid);
      }
      assertEquals(ActionOutcome.SWITCHED_OFF, engine.ask(request(ActionKind.KILL, pids.getFirst(), 0)).outcome());
      assertEquals(ActionOutcome.DONE, engine.ask(ActionKind.ON, 0).outcome());
      assertEquals(ActionOutcome.DONE, engine.ask(request(ActionKind.KILL, pids.getFirst(), 0)).outcome());
    }
  }

  @Test
  void theKernelsCommandLineForbidsEveryAction() throws Exception {
    try (RunningGuard guard = new RunningGuard(folder, 100, true); GuardConnection engine = guard.connect()) {
      assertEquals(ActionOutcome.SWITCHED_OFF, engine.ask(ActionKind.ON, 0).outcome());
      assertEquals(ActionOutcome.SWITCHED_OFF, engine.ask(request(ActionKind.KILL, sleeper(), 0)).outcome());
      assertTrue(started.getFirst().isAlive());
    }
  }

  @Test
  void neverActsOnTheEngineNorOnItsAncestors() throws Exception {
    try (RunningGuard guard = new RunningGuard(folder, 100, false); GuardConnection engine = guard.connect()) {
      ProcessHandle self = ProcessHandle.current();
      assertEquals(ProtectedKind.EYAS, engine.ask(request(ActionKind.FREEZE, (int) self.pid(), 1000)).protection());
      int parent = (int) view.stat((int) self.pid()).ppid();
      assumeFalse(parent == 0, "the parent of this process is in another namespace");
      ActionAnswer answer = engine.ask(request(ActionKind.FREEZE, parent, 1000));
      assertEquals(ActionOutcome.PROTECTED, answer.outcome(), answer::text);
    }
  }

  @Test
  void leavesAProcessAloneThatSomebodyElseStopped() throws Exception {
    try (RunningGuard guard = new RunningGuard(folder, 100, false); GuardConnection engine = guard.connect()) {
      int pid = sleeper();
      try (PidDescriptor descriptor = PidDescriptor.open(pid)) {
        descriptor.send(PidDescriptor.SIGSTOP);
        ConditionWait.until(() -> view.stat(pid).state() == 'T', () -> "it is stopped");
        assertEquals(ActionOutcome.STOPPED_BEFORE, engine.ask(request(ActionKind.FREEZE, pid, 1000)).outcome());
      }
    }
  }

  @Test
  void bytesThatAreNoRequestEndTheConnectionAndNothingElse() throws Exception {
    try (RunningGuard guard = new RunningGuard(folder, 100, false)) {
      try (SocketChannel stranger = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("guard.sock")))) {
        stranger.write(ByteBuffer.wrap("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n.....".getBytes(
            StandardCharsets.US_ASCII)));
        ByteBuffer answer = ByteBuffer.allocate(2 * ActionAnswer.BYTES);
        while (stranger.read(answer) >= 0) {
          assertTrue(answer.hasRemaining());
        }
        assertEquals(ActionOutcome.NOT_UNDERSTOOD, ActionAnswer.parse(answer).outcome());
      }
      try (GuardConnection engine = guard.connect()) {
        ActionRequest endless = new ActionRequest(ActionKind.FREEZE, 0, sleeper(), 0, nanos(Instant.now()), 600_001, false);
        assertEquals(ActionOutcome.NOT_UNDERSTOOD, engine.ask(endless).outcome());
      }
    }
  }

  private int sleeper() throws IOException {
    Process process = new ProcessBuilder("sleep", "300").start();
    started.add(process);
    return (int) process.pid();
  }

  private Process guardProcess() throws IOException {
    Process process =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(), "--enable-native-access=ALL-UNNAMED", "-cp",
            System.getProperty("java.class.path"),
            ResponseGuard.class.getName(), folder.toString())
            .inheritIO()
            .start();
    started.add(process);
    return process;
  }

  private static boolean canConnect(Path socket) {
    try (GuardConnection _ = new GuardConnection(socket)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void awaitRunning(int pid) throws Exception {
    ConditionWait.until(() -> view.stat(pid).state() != 'T', () -> "it continues");
    assertFalse(view.stat(pid).state() == 'Z');
  }

  /** A request about an event of now, with the start that the engine would know. */
  private ActionRequest request(ActionKind kind, int pid, int leaseMillis) throws IOException {
    long now = nanos(Instant.now());
    long start = now;
    try {
      ProcStat stat = view.stat(pid);
      start = now - PidDescriptor.bootNanos() + stat.startTicks() * 10_000_000L + 1_000_000;
    } catch (IOException e) {
      assertThrows(IOException.class, () -> view.stat(pid));
    }
    return new ActionRequest(kind, 0, pid, start, now, leaseMillis, false);
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000 + time.getNano();
  }
}
