package org.eyas.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.Setting;
import org.eyas.config.component.ComponentConfigurations;
import org.eyas.config.component.ComponentPids;
import org.eyas.config.component.ConfigTree;
import org.eyas.config.component.EngineConfigs;
import org.eyas.config.component.LaunchProperties;
import org.eyas.config.component.MetricConfigs;
import org.eyas.config.component.SelfWatchConfigs;
import org.eyas.config.component.StartCommandTable;
import org.eyas.config.load.ConfigLoader;
import org.eyas.config.yaml.ConfigException;
import org.eyas.config.yaml.ConfigMistake;
import org.eyas.config.yaml.YamlLineWriter;
import org.eyas.schema.check.JsonSchema;

/**
 * A configuration that was read and that this bundle found valid. It is published later, or not at all.
 *
 * @param loader the loader that has read it
 * @param byPid the properties of each PID
 */
public record LoadedConfiguration(ConfigLoader loader, ConfigTree tree, Map<String, Map<String, Object>> byPid) {
  public static LoadedConfiguration of(ConfigLoader loader, ConfigTree tree, LaunchProperties options) throws ConfigException {
    Map<String, String> environment = System.getenv();
    Map<String, Map<String, Object>> byPid = new ComponentConfigurations(tree, options, environment).byPid();
    if (StartCommandTable.needsOutputs(options)) {
      new OutputPackageCheck(tree, loader, options.home()).check();
    }
    if (byPid.containsKey(ComponentPids.RUN)) {
      byPid.putAll(MetricConfigs.of(tree, loader.files()));
      if (new EngineConfigs(tree, options, ComponentConfigurations.hostname(environment)).isService()) {
        byPid.putAll(SelfWatchConfigs.of(tree, paths(loader, byPid)));
      }
    }
    return new LoadedConfiguration(loader, tree, byPid);
  }

  /** The files and folders of rules and configuration, whether they exist or not. */
  List<Path> paths() {
    return paths(loader, byPid);
  }

  private static List<Path> paths(ConfigLoader loader, Map<String, Map<String, Object>> byPid) {
    List<Path> paths = new ArrayList<>();
    loader.files().forEach(file -> paths.add(Path.of(file)));
    loader.folders().forEach(folder -> paths.add(Path.of(folder)));
    if (byPid.getOrDefault(ComponentPids.RULE_FILES, Map.of()).get("files") instanceof String[] rules) {
      for (String file : rules) {
        paths.add(Path.of(file));
      }
    }
    paths.addAll(WatchedSigmaPaths.of(byPid.getOrDefault(ComponentPids.SIGMA_RULES, Map.of())));
    return paths;
  }

  boolean isWatched() {
    return tree.flag("watch_config_files");
  }

  /** Remarks for the user who changes it: the warnings, and keys of the main file that another source overrides. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>(loader.warnings());
    remarks.addAll(loader.overridden(tree));
    loader.statuses().forEach((file, status) -> {
      if (!status.equals(JsonSchema.OK)) {
        remarks.add(file + ": schema validation: " + status);
      }
    });
    return remarks;
  }

  /**
   * Rejects mistakes that the configuration before the change did not have: the user who changes it made them.
   *
   * @param before the configuration before the change; its mistakes do not prevent a change
   */
  public void refuseNewMistakes(LoadedConfiguration before) throws RefusedException {
    Set<String> known = before.loader.mistakes().stream().map(ConfigMistake::what).collect(Collectors.toSet());
    List<ConfigMistake> made = loader.mistakes().stream().filter(mistake -> !known.contains(mistake.what())).toList();
    if (!made.isEmpty()) {
      throw new RefusedException(
          made.stream().map(mistake -> mistake.place() + ": " + mistake.what()).collect(Collectors.joining("; ")));
    }
  }

  /** The effective value of a key; empty if there is no such key. */
  Optional<Setting> setting(String key) {
    Object value = tree.valueAt(key);
    return value == null ? Optional.empty() : Optional.of(new Setting(key, YamlLineWriter.of(value), loader.place(key)));
  }
}
