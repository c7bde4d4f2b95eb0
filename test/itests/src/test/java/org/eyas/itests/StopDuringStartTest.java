package org.eyas.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM while the engine starts: a service that is stopped at that moment has not failed, a command has not succeeded. */
class StopDuringStartTest {
  @TempDir private Path folder;
  private final EyasRun eyas = new EyasRun(() -> folder);

  @AfterEach
  void close() {
    eyas.close();
  }

  private void start() throws IOException {
    eyas.start(
        "-o", "engine.kind=nodriver", "-o", "webserver.enabled=false", "-o", "log_syslog=false",
        "-o", "eyas.control.socket=" + folder.resolve("socket"), "-o", "eyas.audit.file=" + folder.resolve("audit"));
  }

  private List<String> threads() throws IOException {
    Path tasks = Path.of("/proc", String.valueOf(eyas.process().pid()), "task");
    try (Stream<Path> all = Files.list(tasks)) {
      return all.map(task -> eyas.read(task.resolve("comm").toString()).strip()).toList();
    }
  }

  @Test
  void beforeAnyBundleRunsItEndsTheProcessWithZero() throws Exception {
    start();
    eyas.await("the main class", () -> threads().contains("shutdown-limit"));
    eyas.process().destroy();
    eyas.awaitEnd(0);
  }

  @Test
  void whileBundlesStartItEndsTheProcessWithZero() throws Exception {
    start();
    eyas.await("the first component", () -> eyas.err().contains("Eyas version: "));
    eyas.process().destroy();
    eyas.awaitEnd(0);
  }

  @Test
  void whileBundlesStartItEndsAWatchedCommandWith143() throws Exception {
    eyas.start("run", "-o", "log_level=info", "--", "sleep", "60"); // ends with 143 too, if it ran
    eyas.await("the first component", () -> eyas.err().contains("Eyas version: "));
    eyas.process().destroy();
    eyas.awaitEnd(143);
  }

  @Test
  void whileRulesAreLoadedItEndsTheProcessWithZero() throws Exception {
    start();
    eyas.await("the run", () -> eyas.err().contains("Loaded plugin 'container"));
    eyas.process().destroy();
    eyas.awaitEnd(0);
  }
}
