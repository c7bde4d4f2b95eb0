package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.testkit.process.InstalledProgram;
import org.eyas.testkit.process.ShellKill;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts about the engine itself: a heartbeat, and what is done to it while it runs. */
@Timeout(180)
class SelfWatchTest {
  private static final String SEIZE_AND_OPEN =
      """
      import ctypes, resource, sys
      libc = ctypes.CDLL(None)
      assert libc.ptrace(0x4206, int(sys.argv[1]), None, None) == 0  # PTRACE_SEIZE
      assert libc.syscall(434, int(sys.argv[1]), 0) > 0  # pidfd_open
      resource.prlimit(int(sys.argv[1]), resource.RLIMIT_CORE, (0, 0))
      """;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  private void start(String kind, String... more) throws IOException {
    eyas.write("rules.yaml", ReadyEngine.READY_RULE);
    eyas.write(
        "eyas.yaml",
        """
        json_output: true
        webserver: {enabled: false}
        eyas:
          control: {socket: %1$s/run/control.sock}
          audit: {file: %1$s/audit.jsonl}
          bundles: {directory: %1$s/bundles.d}
          heartbeat: {interval: 1s}
        """
            .formatted(folder));
    eyas.start(
        Program.eyas("-c", "eyas.yaml", "-r", "rules.yaml", "-U", "-o", "engine.kind=" + kind).and(more));
  }

  private void signal(String name) throws IOException, InterruptedException {
    ShellKill.send(name, eyas.process());
  }

  private void awaitAlert(String rule, String field) {
    eyas.await(
        "alert '" + rule + "' with " + field,
        () -> eyas.lines("out", "\"rule\":\"" + rule + "\"").stream().anyMatch(line -> line.contains(field)));
  }

  @Test
  void aHeartbeatComesUntilTheEngineStopsAndTheLastAlertSaysThat() throws Exception {
    start("nodriver");
    awaitAlert("Eyas internal: heartbeat", "\"eyas.rules\":1,");
    eyas.process().destroy();
    eyas.awaitEnd();
    List<String> alerts = eyas.lines("out", "\"rule\":");
    assertEquals(1, eyas.count("out", "Eyas internal: engine stopping"));
    assertTrue(alerts.getLast().contains("\"eyas.by\":\"a signal\""), alerts.getLast());
  }

  @Test
  void commandsAndChangedFilesAreReportedWithTheirAuthor() throws Exception {
    start("nodriver");
    awaitAlert("Eyas internal: heartbeat", "\"eyas.rules\":1,");
    String socket = folder.resolve("run/control.sock").toString();
    assertEquals(0, Program.eyas("rules", "disable", "Eyas is ready", "--socket", socket).run().exitCode());
    awaitAlert("Eyas internal: engine changed", "\"eyas.what\":\"disable rule\"");
    awaitAlert("Eyas internal: files changed", "(disable rule)\"");
    Files.writeString(folder.resolve("rules.yaml"), "# more\n" + ReadyEngine.READY_RULE);
    awaitAlert("Eyas internal: files changed", folder + "/rules.yaml (changed)");
    assertEquals(0, Program.eyas("stop", "--socket", socket).run().exitCode());
    eyas.awaitEnd();
    awaitAlert("Eyas internal: engine stopping", "\"eyas.by\":\"cli:uid ");
  }

  @Test
  void aTimeWithoutAProcessorIsReportedAfterwards() throws Exception {
    start("nodriver");
    awaitAlert("Eyas internal: heartbeat", "\"eyas.rules\":1,");
    signal("STOP");
    Program.of("sleep", "11").run(); // the limit is 10 s
    signal("CONT");
    awaitAlert("Eyas internal: engine did not run", "\"eyas.seconds\":1");
  }

  @Test
  void resourcesThatAnotherProcessTakesAwayAreReported() throws Exception {
    start("nodriver");
    awaitAlert("Eyas internal: heartbeat", "\"eyas.rules\":1,");
    String pid = String.valueOf(eyas.process().pid());
    assertEquals(0, Program.of("renice", "-n", "19", "-p", pid).run().exitCode());
    awaitAlert("Eyas internal: resources taken away", "nice value raised from 0 to 19 for the thread java");
    assertEquals(1, eyas.count("out", "resources taken away"), "what the engine changes itself is no loss");
    assertEquals(0, Program.of("prlimit", "--pid", pid, "--nofile=200:200").run().exitCode());
    awaitAlert("Eyas internal: resources taken away", "hard limit of open files lowered from ");
    assertEquals(2, eyas.count("out", "resources taken away"));
  }

  @Test
  void aFrozenCgroupIsReportedAfterwards() throws Exception {
    start("nodriver");
    awaitAlert("Eyas internal: heartbeat", "\"eyas.rules\":1,");
    try (FreezingCgroup freezer = FreezingCgroup.required(eyas.process().pid())) {
      freezer.freeze();
      Program.of("sleep", "11").run(); // the limit is 10 s
      freezer.thaw();
      awaitAlert("Eyas internal: engine did not run", "\"eyas.seconds\":1");
      awaitAlert("Eyas internal: resources taken away", "cgroup changed from ");
      eyas.process().destroy();
      eyas.awaitEnd();
    }
  }

  @Test
  void aFileOfFalcoHasNoSuchAlerts() throws Exception {
    eyas.write("rules.yaml", ReadyEngine.READY_RULE);
    eyas.write("falco.yaml", "engine: {kind: nodriver}\nstdout_output: {enabled: true}\n");
    eyas.start("-c", "falco.yaml", "-r", "rules.yaml", "-o", "eyas.control.enabled=false");
    eyas.await("its rules", () -> eyas.err().contains("Loaded event sources"));
    eyas.process().destroy();
    eyas.awaitEnd();
    assertFalse(eyas.read("out").contains("Eyas internal"), eyas.read("out"));
  }

  @Test
  void theShippedRulesNameWhoStopsOrManipulatesTheEngine() throws Exception {
    ReadyEngine.requireRoot();
    start("modern_ebpf", "-o", "eyas.rules.shipped=always", "-o", "rule_matching=all", "-o", "eyas.rules.memory_directory=");
    ReadyEngine.awaitReady(eyas, folder);
    signal("HUP"); // a reload is not an attack
    Path script = Files.writeString(folder.resolve("attack.py"), SEIZE_AND_OPEN);
    Program.Result attack =
        Program.of(InstalledProgram.require("python3"), script.toString(), String.valueOf(eyas.process().pid())).run();
    assertEquals(0, attack.exitCode(), attack.err());
    awaitAlert("Engine manipulated by another process", "\"evt.type\":\"prlimit\"");
    awaitAlert("Engine manipulated by another process", "\"evt.type\":\"ptrace\"");
    awaitAlert("Engine manipulated by another process", "\"evt.type\":\"pidfd_open\"");
    signal("STOP");
    signal("CONT");
    awaitAlert("Engine stopped by a signal", "\"evt.arg.sig\":\"SIGSTOP\"");
    assertEquals(1, eyas.count("out", "\"rule\":\"Engine stopped by a signal\""), "only SIGSTOP is an attack");
    eyas.process().destroy();
    eyas.awaitEnd();
    assertEquals(1, eyas.count("out", "Eyas internal: engine stopping"));
  }
}
