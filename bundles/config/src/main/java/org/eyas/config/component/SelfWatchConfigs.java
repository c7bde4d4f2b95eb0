package org.eyas.config.component;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The configuration of the bundle that watches the engine, by PID. */
public final class SelfWatchConfigs {
  public static final String INTERVAL = "eyas.heartbeat.interval";

  private static final String HEARTBEAT = "org.eyas.heartbeat";
  private static final String SELF_WATCH = "org.eyas.selfwatch";
  private static final String PROCESSOR = "org.eyas.processor";

  private SelfWatchConfigs() {}

  /** @param files the files and folders of rules and configuration */
  public static Map<String, Map<String, Object>> of(ConfigTree tree, Collection<Path> files) {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>(Map.of(PROCESSOR, Map.of()));
    if (KeyProperties.isOn(tree, SELF_WATCH)) {
      Stream<String> others = Stream.of("eyas.bundles.directory", "eyas.bundles.trust", "eyas.console.accounts");
      all.put(
          SELF_WATCH,
          Map.of(
              "files",
              Stream.concat(files.stream().map(Path::toString), others.map(tree::text).filter(file -> !file.isEmpty()))
                  .toArray(String[]::new)));
    }
    PrometheusDuration.millis(tree.text(INTERVAL))
        .ifPresent(millis -> all.put(HEARTBEAT, Map.of("interval.millis", millis)));
    return all;
  }
}
