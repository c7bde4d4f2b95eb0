package org.eyas.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A configuration that was read and is right as far as this bundle can tell; nobody has it yet.
 *
 * @param loader has read it
 * @param byPid the properties of each PID
 */
record Reading(ConfigLoader loader, ConfigTree tree, Map<String, Map<String, Object>> byPid) {
  static Reading of(ConfigLoader loader, ConfigTree tree, LaunchedWith options) throws ConfigException {
    String hostname = Objects.requireNonNullElse(System.getenv("FALCO_HOSTNAME"), "");
    Map<String, Map<String, Object>> byPid = new Configurations(tree, options, hostname).byPid();
    if (byPid.containsKey(Configurations.RUN)) {
      byPid.putAll(MetricConfigs.of(tree, loader.files()));
    }
    return new Reading(loader, tree, byPid);
  }

  /** The files and folders that rules and configuration come from, whether they are there or not. */
  List<Path> paths() {
    List<Path> paths = new ArrayList<>();
    loader.files().forEach(file -> paths.add(Path.of(file)));
    loader.folders().forEach(folder -> paths.add(Path.of(folder)));
    if (byPid.getOrDefault(Configurations.RULE_FILES, Map.of()).get("files") instanceof String[] rules) {
      for (String file : rules) {
        paths.add(Path.of(file));
      }
    }
    return paths;
  }

  boolean isWatched() {
    return tree.flag("watch_config_files");
  }
}
