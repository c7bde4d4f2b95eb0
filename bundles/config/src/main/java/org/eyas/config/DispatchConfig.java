package org.eyas.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How alerts wait for the outputs. */
final class DispatchConfig {
  static final String QUEUES = "eyas.output_queues";

  private static final String SPILL = "/var/lib/eyas/spill/";
  private static final String LIMIT_MB = "100";

  private DispatchConfig() {}

  static Map<String, Object> of(ConfigTree tree) {
    List<String> queues = new ArrayList<>();
    for (Object entry : tree.list(QUEUES)) {
      if (entry instanceof Map<?, ?> queue) {
        queues.add(queue(queue, tree));
      }
    }
    return Map.of(
        "timeout.millis", (long) tree.number("output_timeout"), "queues", queues.toArray(String[]::new));
  }

  private static String queue(Map<?, ?> queue, ConfigTree tree) {
    String output = text(queue, "output", "");
    return String.join(
        "\t",
        output,
        text(queue, "capacity", String.valueOf(tree.number("outputs_queue.capacity"))),
        text(queue, "when_full", "drop_newest"),
        text(queue, "spill_limit_mb", LIMIT_MB),
        text(queue, "spill_fsync", "false"),
        text(queue, "spill_directory", SPILL + output));
  }

  private static String text(Map<?, ?> entry, String key, String standard) {
    return entry.get(key) instanceof String text && !text.isEmpty() ? text : standard;
  }
}
