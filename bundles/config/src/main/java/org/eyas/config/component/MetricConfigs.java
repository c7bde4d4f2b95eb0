package org.eyas.config.component;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configuration of metrics, by PID; empty if metrics are disabled. */
public final class MetricConfigs {
  public static final String ENABLED = "metrics.enabled";
  public static final String RULE = "metrics.output_rule";
  public static final String FILE = "metrics.output_file";
  public static final String INTERVAL = "metrics.interval";
  public static final String SERVED = "webserver.prometheus_metrics_enabled";

  private static final String PID = "org.eyas.metrics";
  private static final String SNAPSHOTS = "org.eyas.metrics.snapshots";

  /**
   * The interval if the key is absent. It is Falco's default, which Falco itself then rejects because the number has no
   * unit.
   */
  private static final long NO_INTERVAL_MILLIS = 5_000;

  private static final Map<String, String> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put("metrics.rules_counters_enabled", "rules");
    GROUPS.put("metrics.resource_utilization_enabled", "resources");
    GROUPS.put("metrics.state_counters_enabled", "state");
    GROUPS.put("metrics.kernel_event_counters_enabled", "kernel");
    GROUPS.put("metrics.kernel_event_counters_per_cpu_enabled", "processors");
    GROUPS.put("metrics.libbpf_stats_enabled", "programs");
    GROUPS.put("metrics.plugins_metrics_enabled", "plugins");
  }

  private MetricConfigs() {}

  /** @param files the configuration files that were read */
  public static Map<String, Map<String, Object>> of(ConfigTree tree, Iterable<String> files) {
    if (!tree.flag(ENABLED)) {
      return Map.of();
    }
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    all.put(PID, Map.of("groups", groups(tree), "configuration.files", checksums(files)));
    if (tree.flag(RULE) || !tree.text(FILE).isEmpty()) {
      all.put(SNAPSHOTS, snapshots(tree));
    }
    return all;
  }

  private static String[] groups(ConfigTree tree) {
    List<String> groups = new ArrayList<>();
    GROUPS.forEach(
        (key, group) -> {
          if (tree.flag(key)) {
            groups.add(group);
          }
        });
    // As in Falco: the counters of each processor require those of all processors.
    if (!groups.contains("kernel")) {
      groups.remove("processors");
    }
    return groups.toArray(String[]::new);
  }

  private static Map<String, Object> snapshots(ConfigTree tree) {
    Map<String, Object> snapshots = KeyProperties.of(tree, SNAPSHOTS);
    snapshots.put("interval.millis", PrometheusDuration.millis(tree.text(INTERVAL)).orElse(NO_INTERVAL_MILLIS));
    return snapshots;
  }

  private static String[] checksums(Iterable<String> files) {
    List<String> sums = new ArrayList<>();
    for (String file : files) {
      Path path = Path.of(file);
      sums.add(path.getFileName() + "=" + checksum(path));
    }
    return sums.toArray(String[]::new);
  }

  // The file was read a moment ago; if it was deleted meanwhile its checksum is empty.
  private static String checksum(Path file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      return "";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }
}
