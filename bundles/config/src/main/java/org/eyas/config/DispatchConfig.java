package org.eyas.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The configurations of the queues of outputs, of throttling and of the alert history. */
final class DispatchConfig {
  static final String QUEUES = "eyas.output_queues";

  static final String THROTTLE = "eyas.throttle";

  private static final String WINDOW_SECONDS = "60";
  private static final String MOST_KEYS = "10000";
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
        "timeout.millis", (long) tree.number("output_timeout"),
        "queues", queues.toArray(String[]::new),
        "throttles", throttles(tree).toArray(String[]::new),
        "history.kb", tree.number("eyas.alert_history.size_kb"));
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

  private static List<String> throttles(ConfigTree tree) {
    List<String> throttles = new ArrayList<>();
    for (Object entry : tree.list(THROTTLE)) {
      if (entry instanceof Map<?, ?> throttle) {
        StringBuilder line = new StringBuilder(text(throttle, "window_seconds", WINDOW_SECONDS));
        line.append('\t').append(text(throttle, "most_keys", MOST_KEYS));
        texts(throttle, "rules").forEach(rule -> line.append("\trule:").append(rule));
        texts(throttle, "keys").forEach(key -> line.append("\tkey:").append(key));
        throttles.add(line.toString());
      }
    }
    return throttles;
  }

  private static List<String> texts(Map<?, ?> entry, String key) {
    return switch (entry.get(key)) {
      case List<?> list -> list.stream().map(String::valueOf).toList();
      case String text when !text.isEmpty() -> List.of(text);
      case null, default -> List.of();
    };
  }

  private static String text(Map<?, ?> entry, String key, String standard) {
    return entry.get(key) instanceof String text && !text.isEmpty() ? text : standard;
  }
}
