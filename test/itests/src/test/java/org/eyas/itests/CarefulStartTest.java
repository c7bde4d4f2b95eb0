package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start after three runs that were killed is careful, and says so; a run that a signal ended does not count. */
class CarefulStartTest {
  private static final String CAREFUL = "This run reads no files of ordinary users, because ";

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  @BeforeEach
  void write() throws IOException {
    Files.createDirectory(folder.resolve("run"));
    eyas.write("rules.yaml", CaptureFeed.RULE);
  }

  private void start() throws IOException {
    eyas.start(
        Program.eyas("-o", "engine.kind=nodriver", "-o", "log_syslog=false", "-o", "webserver.enabled=false", "-r", "rules.yaml")
            .and("-o", "eyas.control.socket=" + folder.resolve("socket"), "-o", "eyas.audit.file=" + folder.resolve("audit"))
            .and("-o", "eyas.alert_history.directory=" + folder.resolve("history"), "-o",
                "eyas.evidence.file=" + folder.resolve("evidence"))
            .with("RUNTIME_DIRECTORY", folder.resolve("run")));
    eyas.await("the engine", () -> eyas.err().contains("Opening 'syscall' source"));
  }

  private void startAndKill() throws Exception {
    start();
    assertFalse(eyas.err().contains(CAREFUL), eyas::err);
    eyas.process().destroyForcibly().waitFor();
  }

  private String health() throws Exception {
    return Program.eyas("health", "--socket", folder.resolve("socket").toString()).run().out();
  }

  @Test
  void theStartAfterThreeKilledOnesIsCareful() throws Exception {
    startAndKill();
    startAndKill();
    startAndKill();
    start();
    assertEquals(1, eyas.count("err", CAREFUL), eyas::err);
    String health = health();
    assertTrue(health.contains(CAREFUL + "the last three runs did not end cleanly"), health);
    eyas.process().destroy();
    eyas.awaitEnd();
    start();
    assertFalse(eyas.err().contains(CAREFUL), eyas::err);
  }

  @Test
  void aRunThatASignalEndsDoesNotCount() throws Exception {
    startAndKill();
    startAndKill();
    start();
    eyas.process().destroy();
    eyas.awaitEnd();
    startAndKill();
    start();
    assertFalse(eyas.err().contains(CAREFUL), eyas::err);
  }

  @Test
  void otherCommandsTakeNoPart() throws Exception {
    Program.eyas("--version").with("RUNTIME_DIRECTORY", folder.resolve("run")).run();
    Program.eyas("-V", folder.resolve("rules.yaml").toString()).with("RUNTIME_DIRECTORY", folder.resolve("run")).run();
    assertFalse(Files.exists(folder.resolve("run/starts")));
  }
}
