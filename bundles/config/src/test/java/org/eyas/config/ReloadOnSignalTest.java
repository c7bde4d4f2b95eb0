package org.eyas.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.eyas.api.config.Reload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGHUP while no file is watched. */
@Timeout(120)
class ReloadOnSignalTest {
  private static final long SHORT = 1;
  private static final long LONG = Duration.ofHours(1).toMillis();

  @TempDir private Path folder;
  private final List<String> published = Collections.synchronizedList(new ArrayList<>());
  private final List<String> alerts = Collections.synchronizedList(new ArrayList<>());
  private ConfigurationReloader reloader;

  private static final class Prepared implements Reload.Candidate {
    private final List<String> published;
    private final String priority;

    Prepared(List<String> published, Map<String, Map<String, Object>> configurations) {
      this.published = published;
      priority = String.valueOf(configurations.getOrDefault("org.eyas.rules", Map.of()).get("priority"));
    }

    @Override
    public boolean changed() {
      return true;
    }

    @Override
    public String publish() {
      published.add(priority);
      return priority;
    }
  }

  private void write(String priority) throws Exception {
    Files.writeString(
        folder.resolve("eyas.yaml"),
        "stdout_output: {enabled: true}\nwatch_config_files: false\nrules_files: []\npriority: " + priority + "\n");
  }

  private void begin(long quietMillis) throws Exception {
    write("debug");
    Reload engine = configurations -> new Prepared(published, configurations);
    reloader =
        new ConfigurationReloader(
            PublisherOfFile.read(folder.resolve("eyas.yaml")), engine, (priority, rule, message, fields) -> alerts.add(rule),
            quietMillis);
  }

  @AfterEach
  void end() {
    reloader.close();
  }

  @Test
  void aSignalReloadsWithNothingToWatch() throws Exception {
    begin(SHORT);
    write("error");
    reloader.run();
    assertEquals(List.of("error"), published);
  }

  @Test
  void aFailedCheckChangesNothingAndTheNextSignalTriesAgain() throws Exception {
    begin(SHORT);
    write("[error");
    reloader.run();
    assertEquals(List.of(), published);
    assertEquals(List.of("Falco internal: hot restart failure"), alerts);

    write("alert");
    reloader.run();
    assertEquals(List.of("alert"), published);
    assertEquals(1, alerts.size());
  }

  @Test
  void signalsThatComeWhileOneWaitsHaveNoReloadOfTheirOwn() throws Exception {
    begin(3_000);
    List<Thread> signals = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      signals.add(Thread.ofPlatform().start(reloader));
    }
    for (Thread signal : signals) {
      signal.join();
    }
    assertEquals(List.of("debug"), published);
  }

  @Test
  void anEndOfTheComponentEndsTheWait() throws Exception {
    begin(LONG);
    Thread signal = Thread.ofPlatform().daemon().start(reloader);
    reloader.close();
    assertTrue(signal.join(Duration.ofMinutes(1)), "the signal still waits");
    assertEquals(List.of(), published);
  }
}
