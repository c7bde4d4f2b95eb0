package org.eyas.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DispatchConfigTest {
  private static Map<String, Object> of(String... overrides) throws ConfigException {
    return DispatchConfig.of(new ConfigLoader(name -> null, List.of()).load("", List.of(overrides)));
  }

  private static String refusal(String... overrides) {
    return String.valueOf(assertThrows(ConfigException.class, () -> of(overrides)).getMessage());
  }

  @Test
  void withoutKeysOnlyFalcosTimeoutIsSet() throws ConfigException {
    Map<String, Object> dispatch = of();
    assertEquals(2_000L, dispatch.get("timeout.millis"));
    assertArrayEquals(new String[0], (String[]) dispatch.get("queues"));
    assertArrayEquals(new String[0], (String[]) dispatch.get("throttles"));
  }

  @Test
  void absentKeysOfAQueueAreTheCommonCapacityAndItsOwnDirectory() throws ConfigException {
    String[] queues =
        (String[])
            of(
                    "outputs_queue.capacity=70",
                    "eyas.output_queues[]={output: http, when_full: spill}",
                    "eyas.output_queues[]={output: file, capacity: 5, when_full: drop_oldest, spill_directory: /x y,"
                        + " spill_limit_mb: 3, spill_fsync: true}")
                .get("queues");
    assertArrayEquals(
        new String[] {
          "http\t70\tspill\t100\tfalse\t/var/lib/eyas/spill/http", "file\t5\tdrop_oldest\t3\ttrue\t/x y"
        },
        queues);
  }

  @Test
  void aThrottleNamesRulesAndKeys() throws ConfigException {
    String[] throttles =
        (String[])
            of(
                    "eyas.throttle[]={rules: Only}",
                    "eyas.throttle[]={rules: [\"A, b\", \"Shell*\"], keys: [container.id, proc.name],"
                        + " window_seconds: 5, most_keys: 7}")
                .get("throttles");
    assertArrayEquals(
        new String[] {"60\t10000\trule:Only", "5\t7\trule:A, b\trule:Shell*\tkey:container.id\tkey:proc.name"}, throttles);
  }

  @Test
  void rejectsQueuesWithoutAnOutputAndTwoForOneOutput() {
    String nameless = refusal("eyas.output_queues[]={when_full: spill}");
    assertTrue(nameless.contains("'eyas.output_queues[0]' has no output (set output: stdout, file, ...)"), nameless);
    String twice = refusal("eyas.output_queues[]={output: file}", "eyas.output_queues[]={output: file}");
    assertTrue(twice.contains("'eyas.output_queues[1]' is the second one for the output 'file'"), twice);
  }
}
