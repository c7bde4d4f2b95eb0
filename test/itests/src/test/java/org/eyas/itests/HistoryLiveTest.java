package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The alert history of a live engine that is killed. Skipped unless root on a kernel that runs the probe. */
@Timeout(300)
class HistoryLiveTest {
  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  private List<String> options() {
    return List.of("-o", "eyas.control.socket=" + socket(), "-o", "eyas.audit.file=" + folder.resolve("audit"));
  }

  private String socket() {
    return folder.resolve("control.sock").toString();
  }

  private List<String> alerts(String query) throws IOException, InterruptedException {
    Program.Result result = Program.eyas("alerts", "--query", query, "--json", "-n", "1000", "--socket", socket()).run();
    assertEquals(0, result.exitCode(), result.err());
    return result.out().lines().toList();
  }

  private boolean isOnDisk(String text) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("history"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".alerts")).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void alertsOfAKilledRunAreFoundByTheNextOne() throws Exception {
    LiveEngine engine = LiveEngine.required(eyas, folder);
    engine.start(options());
    ConditionWait.until(() -> isOnDisk("opened " + folder.resolve("eyas-ready")));
    eyas.process().destroyForcibly().waitFor();
    engine.start(options());
    List<String> all = alerts("rule:ready fd.name:*/eyas-ready");
    assertTrue(all.size() >= 2, all::toString);
    assertTrue(all.getFirst().startsWith("{\"number\":1,"), all.getFirst());
    assertEquals(all.size(), all.stream().map(line -> line.split(",", 2)[0]).distinct().count(), "numbers continue");
    assertEquals(List.of(), alerts("rule:ready priority>=error"));
    engine.stop();
  }

  private void removeHistory() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("history"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder.resolve("history"));
  }

  private void open(String file) throws IOException, InterruptedException {
    Program.of("cat", folder.resolve(file).toString()).run();
  }

  private String health() throws IOException, InterruptedException {
    return Program.eyas("health", "--json", "--socket", socket()).run().out();
  }

  @Test
  void aHistoryThatIsRemovedIsMadeAgainAndHealthSaysWhenItCannotBe() throws Exception {
    LiveEngine engine = LiveEngine.required(eyas, folder);
    engine.start(options());
    ConditionWait.until(() -> isOnDisk("opened " + folder.resolve("eyas-ready")));
    removeHistory();
    open("second/eyas-ready");
    ConditionWait.until(() -> Files.isDirectory(folder.resolve("history")) && isOnDisk("second/eyas-ready"));
    assertEquals(1, eyas.err().split(" were removed while the alert history was written there", -1).length - 1, eyas.err());
    removeHistory();
    Files.writeString(folder.resolve("history"), "a file where the directory was");
    open("third/eyas-ready");
    ConditionWait.until(() -> health().contains("history is not a directory"));
    Files.delete(folder.resolve("history"));
    ConditionWait.until(() -> !health().contains("alert history"));
    engine.stop();
  }
}
