package org.eyas.config;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration in Falco's order: the main file over the built-in values, then the files it includes, then the
 * overrides of the command line, then the environment variables in all of them.
 */
final class ConfigLoader {
  /** Used where no file is named on the command line and one of them is there. */
  static final List<Path> STANDARD_FILES = List.of(Path.of("/etc/eyas/eyas.yaml"));

  private final Function<String, @Nullable String> environment;
  private final List<Path> standardFiles;
  private final List<String> warnings = new ArrayList<>();
  private final List<String> files = new ArrayList<>();

  ConfigLoader(Function<String, @Nullable String> environment, List<Path> standardFiles) {
    this.environment = environment;
    this.standardFiles = standardFiles;
  }

  /** The built-in values. */
  static Map<String, Object> defaults() throws ConfigException {
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(ConfigLoader.class.getResourceAsStream("defaults.yaml")), StandardCharsets.UTF_8)) {
      return YamlText.mapping("defaults.yaml", in);
    } catch (IOException e) {
      throw new ConfigException("cannot read the built-in configuration: " + e.getMessage());
    }
  }

  /**
   * @param file the file of {@code -c}; empty for the standard one, or none
   * @param overrides the texts of {@code -o} in order
   */
  ConfigTree load(String file, List<String> overrides) throws ConfigException {
    Map<String, Object> defaults = defaults();
    KnownKeys known = new KnownKeys(defaults);
    Path main = file.isEmpty() ? standardFile() : Path.of(file);
    Map<String, Object> given = main == null ? Map.of() : readFile(main, known);
    if (given.containsKey("rules_file") && given.containsKey("rules_files")) {
      throw new ConfigException("Error reading config file (" + main + "): both 'rules_files' and 'rules_file' keys set");
    }
    Map<String, Object> merged = Merge.over(defaults, given);
    if (given.get("rules_file") != null) {
      merged.put("rules_files", Objects.requireNonNull(given.get("rules_file")));
    }
    List<KeyOverride> parsed = new ArrayList<>();
    for (String override : overrides) {
      parsed.add(KeyOverride.parse(override));
    }
    applyAll(parsed, merged, known, true);
    include(merged, main, known, given.containsKey("config_files"));
    applyAll(parsed, merged, known, false);
    return new ConfigTree(new EnvironmentText(environment).expand(merged));
  }

  /** Unknown keys, each a line for the log. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** The files that were read, in order. */
  List<String> files() {
    return List.copyOf(files);
  }

  private @Nullable Path standardFile() {
    return standardFiles.stream().filter(Files::isRegularFile).findFirst().orElse(null);
  }

  private Map<String, Object> readFile(Path file, KnownKeys known) throws ConfigException {
    Map<String, Object> map = YamlText.file(file);
    files.add(file.toString());
    warnings.addAll(known.warnings(file.toString(), map));
    return map;
  }

  private void applyAll(List<KeyOverride> overrides, Map<String, Object> target, KnownKeys known, boolean includes) {
    for (KeyOverride override : overrides) {
      if (override.topKey().equals("config_files") == includes) {
        override.apply(target);
        if (!includes) {
          warnings.addAll(known.warnings("-o", Map.of(override.topKey(), "")));
        }
      }
    }
  }

  // Falco includes /etc/falco/config.d by default; without a main file that names it Eyas does not touch Falco's folder.
  private void include(Map<String, Object> merged, @Nullable Path main, KnownKeys known, boolean named)
      throws ConfigException {
    if (main == null && !named) {
      return;
    }
    for (Object entry : new ConfigTree(merged).list("config_files")) {
      Path path = Path.of(entry instanceof Map<?, ?> map ? String.valueOf(map.get("path")) : String.valueOf(entry));
      Object strategy = entry instanceof Map<?, ?> map ? map.get("strategy") : null;
      Merge merge = Merge.named(strategy == null ? "" : String.valueOf(strategy));
      for (Path file : filesBelow(path)) {
        if (file.equals(main)) {
          throw new ConfigException("Config error: config_files directive tried to recursively include main config file: " + main + ".");
        }
        Map<String, Object> included = readFile(file, known);
        if (included.containsKey("config_files")) {
          throw new ConfigException("Config error: config_files directive in included config file: " + file + ".");
        }
        merge.apply(merged, included);
      }
    }
  }

  private static List<Path> filesBelow(Path path) throws ConfigException {
    if (!Files.isDirectory(path)) {
      return Files.isRegularFile(path) ? List.of(path) : List.of();
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new ConfigException("cannot list configuration directory " + path + ": " + e.getMessage());
    }
  }
}
