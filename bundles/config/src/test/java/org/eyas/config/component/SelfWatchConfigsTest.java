package org.eyas.config.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.config.load.ConfigLoader;
import org.eyas.config.yaml.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfWatchConfigsTest {
  private static final String SELF_WATCH = "org.eyas.selfwatch";
  private static final String HEARTBEAT = "org.eyas.heartbeat";
  private static final String PROCESSOR = "org.eyas.processor";

  @TempDir private Path folder;

  private static Map<String, Map<String, Object>> configured(String file, String... overrides) throws ConfigException {
    ConfigTree tree = new ConfigLoader(name -> null, List.of()).load(file, List.of(overrides));
    return SelfWatchConfigs.of(tree, List.of(Path.of("/etc/eyas/rules.d")));
  }

  @Test
  void theEngineWatchesItsFilesUnlessThatIsSwitchedOff() throws ConfigException {
    assertArrayEquals(
        new String[] {"/etc/eyas/rules.d", "/etc/eyas/bundles.d", "/etc/eyas/console-accounts"},
        (String[]) configured("").get(SELF_WATCH).get("files"));
    assertEquals(Set.of(PROCESSOR), configured("", "eyas.self_watch.enabled=false").keySet());
  }

  @Test
  void aFileOfFalcoKeepsItsAlertsAsTheyAre() throws IOException, ConfigException {
    Path falco = Files.writeString(folder.resolve("falco.yaml"), "json_output: true\n");
    assertEquals(Set.of(PROCESSOR), configured(falco.toString()).keySet());
    assertEquals(Set.of(PROCESSOR, SELF_WATCH), configured(falco.toString(), "eyas.self_watch.enabled=true").keySet());
  }

  @Test
  void thereIsAHeartbeatIfItHasAnInterval() throws ConfigException {
    assertEquals(Map.of("interval.millis", 3_600_000L), configured("", "eyas.heartbeat.interval=1h").get(HEARTBEAT));
  }

  @Test
  void anIntervalThatIsNotOneIsRefused() {
    for (String wrong : List.of("500ms", "hourly", "10")) {
      ConfigException refusal =
          assertThrows(ConfigException.class, () -> configured("", "eyas.heartbeat.interval=" + wrong), wrong);
      assertEquals(
          "'eyas.heartbeat.interval' must be empty or a duration of at least 1s such as 1h, 15m or 30s, not '" + wrong + "'",
          refusal.getMessage().replaceFirst("^.*?(?='eyas)", ""));
    }
  }
}
