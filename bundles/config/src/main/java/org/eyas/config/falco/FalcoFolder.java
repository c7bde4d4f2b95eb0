package org.eyas.config.falco;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.eyas.config.yaml.ConfigException;
import org.eyas.config.yaml.YamlReader;
import org.jspecify.annotations.Nullable;

/**
 * A folder with Falco's configuration: {@code falco.yaml}, and the files below the folder that it names. A file is
 * identified by its path below the folder. {@code eyas import-falco} reads the folder once.
 */
final class FalcoFolder {
  static final String MAIN = "falco.yaml";

  /** The folder that the texts of the files name. The folder that is read may be a copy of it. */
  private static final Path USUAL = Path.of("/etc/falco");

  private final Path folder;
  private final Map<String, String> configurations = new LinkedHashMap<>();
  private final Map<String, String> rules = new LinkedHashMap<>();
  private final Set<String> named = new LinkedHashSet<>();
  private final Set<String> missingRules = new LinkedHashSet<>();

  private FalcoFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  static FalcoFolder read(Path folder) throws ConfigException {
    FalcoFolder read = new FalcoFolder(folder);
    if (!Files.isRegularFile(read.folder.resolve(MAIN))) {
      throw new ConfigException(
          folder.resolve(MAIN) + " does not exist: name the folder of Falco's configuration, eyas import-falco DIR");
    }
    read.configurations.put(MAIN, ConfigFileReader.text(read.folder.resolve(MAIN)));
    read.addNamed(read.keys(MAIN).get("config_files"), read.configurations, _ -> true);
    for (String file : List.copyOf(read.configurations.keySet())) {
      Map<String, Object> keys = read.keys(file);
      read.addRules(keys.get("rules_files"));
      read.addRules(keys.get("rules_file"));
    }
    return read;
  }

  private void addRules(@Nullable Object value) throws ConfigException {
    addNamed(value, rules, FalcoFolder::isYaml);
    for (Object entry : value instanceof List<?> list ? list : value == null ? List.of() : List.of(value)) {
      if (entry instanceof String text && isMissing(text)) {
        missingRules.add(text);
      }
    }
  }

  private boolean isMissing(String path) {
    String below = relativePath(path);
    return path.indexOf('\0') < 0 && !Files.exists(below == null ? Path.of(path) : folder.resolve(below));
  }

  /** The files and folders of rules that the configuration names and that do not exist, as it names them. */
  Set<String> missingRules() {
    return Collections.unmodifiableSet(missingRules);
  }

  Path path() {
    return folder;
  }

  /** The texts of configuration files, the main one first. */
  Map<String, String> configurations() {
    return Collections.unmodifiableMap(configurations);
  }

  /** The texts of rules files. */
  Map<String, String> rules() {
    return Collections.unmodifiableMap(rules);
  }

  /**
   * Whether a configuration file names this path as a file or folder of rules or configuration, or the path is a file
   * in such a folder.
   */
  boolean isNamedOrInNamedFolder(String file) {
    return named.contains(file) || configurations.containsKey(file) || rules.containsKey(file);
  }

  /** The keys of a configuration file. */
  Map<String, Object> keys(String file) throws ConfigException {
    return YamlReader.document(folder.resolve(file).toString(), new StringReader(configurations.getOrDefault(file, ""))).map();
  }

  /** The path below the folder that a text in a file names; null if it is the folder itself or not below it. */
  @Nullable
  String relativePath(String path) {
    for (Path home : List.of(USUAL, folder)) {
      if (path.startsWith(home + "/") && path.indexOf('\0') < 0) {
        String below = Path.of(path.substring(home.toString().length()).replaceFirst("^/+", "")).normalize().toString();
        return below.isEmpty() || below.startsWith("..") ? null : below;
      }
    }
    return null;
  }

  /** @param isWanted which files of a folder count */
  private void addNamed(@Nullable Object value, Map<String, String> files, Predicate<Path> isWanted) throws ConfigException {
    for (Object entry : value instanceof List<?> list ? list : value == null ? List.of() : List.of(value)) {
      Object path = entry instanceof Map<?, ?> map ? map.get("path") : entry;
      String below = path instanceof String text ? relativePath(text) : null;
      if (below != null) {
        named.add(below);
        addAll(below, files, isWanted);
      }
    }
  }

  private void addAll(String below, Map<String, String> files, Predicate<Path> isWanted) throws ConfigException {
    Path place = folder.resolve(below);
    if (Files.isRegularFile(place)) {
      files.put(below, ConfigFileReader.text(place));
    } else if (Files.isDirectory(place)) {
      for (Path file : ConfigFileReader.in(place).stream().filter(isWanted).toList()) {
        files.put(below + "/" + file.getFileName(), ConfigFileReader.text(file));
      }
    }
  }

  private static boolean isYaml(Path file) {
    return file.toString().matches(".*\\.ya?ml");
  }
}
