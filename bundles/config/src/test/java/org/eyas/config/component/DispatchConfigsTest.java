package org.eyas.config.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eyas.config.load.ConfigLoader;
import org.eyas.config.yaml.ConfigException;
import org.junit.jupiter.api.Test;

class DispatchConfigsTest {
  private static Map<String, Map<String, Object>> of(String... overrides) throws ConfigException {
    return DispatchConfigs.of(new ConfigLoader(name -> null, List.of()).load("", List.of(overrides)));
  }

  private static String refusal(String... overrides) {
    return String.valueOf(assertThrows(ConfigException.class, () -> of(overrides)).getMessage());
  }

  @Test
  void withoutKeysThereAreFalcosTimeoutAndTheHistory() throws ConfigException {
    Map<String, Map<String, Object>> all = of();
    assertEquals(Set.of("org.eyas.dispatch"), all.keySet());
    Map<String, Object> dispatch = Objects.requireNonNull(all.get("org.eyas.dispatch"));
    assertArrayEquals(new String[0], (String[]) dispatch.remove("queues"));
    assertEquals(
        Map.of(
            "output.timeout", 2_000, "alert.history.size.kb", 2_048, "alert.history.directory", "/var/lib/eyas/history",
            "alert.history.disk.mb", 256, "queue.cardinality.minimum", 0, "throttle.cardinality.minimum", 0),
        dispatch);
  }

  @Test
  void eachQueueIsAnInstanceWithTheKeysThatItHas() throws ConfigException {
    Map<String, Map<String, Object>> all =
        of(
            "eyas.output_queues[]={output: http, when_full: spill}",
            "eyas.output_queues[]={output: file, capacity: 5, when_full: drop_oldest, spill_directory: /x y,"
                + " spill_limit_mb: 3, spill_fsync: true}");
    assertEquals(
        Map.of("output", "http", "when.full", "spill", "spill.limit.mb", 100, "spill.fsync", false),
        all.get("org.eyas.queue~http"));
    assertEquals(
        Map.of(
            "output", "file", "capacity", 5, "when.full", "drop_oldest", "spill.directory", "/x y", "spill.limit.mb", 3,
            "spill.fsync", true),
        all.get("org.eyas.queue~file"));
  }

  @Test
  void eachThrottleIsAnInstanceWithItsPosition() throws ConfigException {
    Map<String, Map<String, Object>> all =
        of(
            "eyas.throttle[]={rules: Only}",
            "eyas.throttle[]={rules: [\"A, b\", \"Shell*\"], keys: [container.id, proc.name],"
                + " window_seconds: 5, most_keys: 7}");
    Map<String, Object> first = Objects.requireNonNull(all.get("org.eyas.throttle~0"));
    assertArrayEquals(new String[] {"Only"}, (String[]) first.remove("rules"));
    assertEquals(Map.of("position", 0, "window.seconds", 60, "most.keys", 10_000), first);
    Map<String, Object> second = Objects.requireNonNull(all.get("org.eyas.throttle~1"));
    assertArrayEquals(new String[] {"A, b", "Shell*"}, (String[]) second.remove("rules"));
    assertArrayEquals(new String[] {"container.id", "proc.name"}, (String[]) second.remove("keys"));
    assertEquals(Map.of("position", 1, "window.seconds", 5, "most.keys", 7), second);
  }

  @Test
  void theComponentThatCollectsThemComesLastAndWaitsForAll() throws ConfigException {
    Map<String, Map<String, Object>> all = of("eyas.output_queues[]={output: http}", "eyas.throttle[]={}", "eyas.throttle[]={}");
    assertEquals("org.eyas.dispatch", List.copyOf(all.keySet()).getLast());
    Map<String, Object> dispatch = Objects.requireNonNull(all.get("org.eyas.dispatch"));
    assertArrayEquals(new String[] {"http"}, (String[]) dispatch.get("queues"));
    assertEquals(1, dispatch.get("queue.cardinality.minimum"));
    assertEquals(2, dispatch.get("throttle.cardinality.minimum"));
  }

  @Test
  void rejectsQueuesWithoutAnOutputAndTwoForOneOutput() {
    String nameless = refusal("eyas.output_queues[]={when_full: spill}");
    assertTrue(nameless.contains("'eyas.output_queues[0]' has no output (set output: stdout, file, ...)"), nameless);
    String twice = refusal("eyas.output_queues[]={output: file}", "eyas.output_queues[]={output: file}");
    assertTrue(twice.contains("'eyas.output_queues[1]' is the second one for the output 'file'"), twice);
  }
}
