package org.eyas.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.eyas.api.config.Reload;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that change while the engine starts: the engine is held until the test lets its first rules run. */
class ReloadAtStartTest {
  private static final String PID = "org.eyas.rules";

  /** An engine whose rules are still being loaded; it notes the files of rules that it is asked to load. */
  private static final class StartingEngine implements Reload {
    final CountDownLatch running = new CountDownLatch(1);
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Candidate prepare(Map<String, Map<String, Object>> configurations) {
      asked.add(minimum(configurations));
      try {
        running.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return new Candidate() {
        @Override
        public boolean changed() {
          return true;
        }

        @Override
        public String publish() {
          return "as asked";
        }
      };
    }

    private static String minimum(Map<String, Map<String, Object>> configurations) {
      return String.valueOf(configurations.getOrDefault(PID, Map.of()).get("priority"));
    }
  }

  @TempDir private Path folder;
  private final StartingEngine engine = new StartingEngine();
  private Path file = Path.of("");
  private Path rules = Path.of("");
  private ConfigurationReloader reloader;

  @BeforeEach
  void writeFiles() throws Exception {
    rules = Files.writeString(folder.resolve("rules.yaml"), "- list: first\n  items: []\n");
    file = folder.resolve("eyas.yaml");
    write("debug");
  }

  @AfterEach
  void end() {
    engine.running.countDown();
    reloader.close();
  }

  private void write(String priority) throws Exception {
    Path fresh = Files.writeString(
        folder.resolve("fresh"), "stdout_output: {enabled: true}\nrules_files: [" + rules + "]\npriority: " + priority + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private ConfigurationReloader reloader(ConfigurationPublisher configurator) {
    return new ConfigurationReloader(configurator, engine, (priority, rule, message, fields) -> {});
  }

  private String inUse() {
    return StartingEngine.minimum(reloader.current().byPid());
  }

  @Test
  void aConfigurationThatChangesAfterItWasReadIsReadAgain() throws Exception {
    ConfigurationPublisher configurator = PublisherOfFile.read(file);
    write("error");
    reloader = reloader(configurator);
    ConditionWait.until(() -> engine.asked.equals(List.of("error")), () -> "the change is lost");
    engine.running.countDown();
    ConditionWait.until(() -> inUse().equals("error"), () -> "the change is not in use");
  }

  @Test
  void nothingIsReadAgainIfNothingChanged() throws Exception {
    reloader = reloader(PublisherOfFile.read(file));
    engine.running.countDown();
    write("error");
    ConditionWait.until(() -> inUse().equals("error"), () -> "the change is not in use");
    assertEquals(List.of("error"), engine.asked, "only the change");
  }

  @Test
  void changesWhileTheFirstRulesAreLoadedAreReloadedAfterwards() throws Exception {
    reloader = reloader(PublisherOfFile.read(file));
    write("error");
    ConditionWait.until(() -> engine.asked.size() == 1, () -> "the first change is not noticed");
    Files.writeString(rules, "- list: second\n  items: []\n");
    write("alert");
    engine.running.countDown();
    ConditionWait.until(() -> inUse().equals("alert"), () -> "the second change is lost");
  }

  @Test
  void aRulesFileThatChangesWhileTheFirstRulesAreLoadedIsReloadedAfterwards() throws Exception {
    reloader = reloader(PublisherOfFile.read(file));
    Files.writeString(rules, "- list: second\n  items: []\n");
    ConditionWait.until(() -> engine.asked.size() == 1, () -> "the change is not noticed");
    engine.running.countDown();
  }
}
