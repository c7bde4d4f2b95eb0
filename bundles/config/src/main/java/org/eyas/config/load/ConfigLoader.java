package org.eyas.config.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eyas.api.failure.Reason;
import org.eyas.config.component.ConfigTree;
import org.eyas.config.component.DefaultsProfile;
import org.eyas.config.component.KeyDefaults;
import org.eyas.config.component.PluginConfig;
import org.eyas.config.component.PluginConfigs;
import org.eyas.config.component.ReplacedPlugins;
import org.eyas.config.key.ConfigSchema;
import org.eyas.config.key.KeyDefinition;
import org.eyas.config.key.KeyTable;
import org.eyas.config.key.KeyType;
import org.eyas.config.yaml.ConfigException;
import org.eyas.config.yaml.ConfigMistake;
import org.eyas.config.yaml.KeyOverride;
import org.eyas.config.yaml.YamlDocument;
import org.eyas.config.yaml.YamlReader;
import org.eyas.schema.check.JsonSchema;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration in Falco's order: the main file, then the files it includes, then the overrides of the command line.
 * Environment variables are replaced in files as they are read. One loader reads one configuration.
 */
public final class ConfigLoader {
  /** The standard files: if the command line names no file, the first one that exists is used. */
  public static final List<Path> STANDARD_FILES = List.of(Path.of("/etc/eyas/eyas.yaml"));

  /** Created when the first file is read: a start without a file does not need it. */
  private static final class FileSchema {
    static final JsonSchema CHECKED = JsonSchema.of(ConfigSchema.document(KeyTable.all()));
  }

  private final Function<String, @Nullable String> environment;
  private final List<Path> standardFiles;
  private final KeyTable table = KeyTable.all();
  private final ConfigSources sources = new ConfigSources();
  private final ConfigWarnings findings = new ConfigWarnings();
  private final List<String> notes = new ArrayList<>();
  private final Map<Path, byte[]> contents = new HashMap<>();
  private final Map<String, String> statuses = new LinkedHashMap<>();
  private final List<String> folders = new ArrayList<>();
  private final Map<Path, String> proposed;

  public ConfigLoader(Function<String, @Nullable String> environment, List<Path> standardFiles) {
    this(environment, standardFiles, Map.of());
  }

  /** @param proposed texts that are read instead of the contents of these files */
  public ConfigLoader(
      Function<String, @Nullable String> environment, List<Path> standardFiles, Map<Path, String> proposed) {
    this.environment = environment;
    this.standardFiles = standardFiles;
    this.proposed = proposed;
  }

  /**
   * Reads and checks all files.
   *
   * @param file the file of {@code -c}; empty for the standard one, or none
   * @param overrides the texts of {@code -o} in order
   */
  public ConfigTree load(String file, List<String> overrides) throws ConfigException {
    Path main = main(file);
    if (file.isEmpty()) {
      noteUnreadable();
    }
    Map<String, Object> given = main == null ? new LinkedHashMap<>() : read(main);
    List<KeyOverride> parsed = new ArrayList<>();
    for (String override : overrides) {
      parsed.add(KeyOverride.parse(override));
    }
    String wanted = requestedDefaults(given, parsed);
    DefaultsProfile whose = DefaultsProfile.of(main, wanted);
    Map<String, Object> defaults = KeyDefaults.of(table, whose);
    if (!file.isEmpty()) {
      defaults.put("config_files", List.of()); // the folder of the standard file does not belong to another file
      if (!DefaultsProfile.isEyasProfile(wanted)) {
        defaults.put("rules_files", List.of()); // nor do its rules: as in Falco, the file must name some
      }
    }
    if (whose == DefaultsProfile.EYAS) {
      parsed.forEach(override -> override.copyDefaultList(given, defaults));
    }
    applyAll(parsed, given, true);
    include(main == null ? new ConfigTree(given, Map.of()) : new ConfigTree(given, defaults), main);
    applyAll(parsed, given, false);
    listEntries(given);
    new KeyChecks(table, sources, findings, whose, defaults).check(given);
    return checked(given, defaults);
  }

  private static String requestedDefaults(Map<String, Object> given, List<KeyOverride> overrides) {
    String wanted = new ConfigTree(given, Map.of()).text(DefaultsProfile.KEY);
    for (KeyOverride override : overrides) {
      String here = new ConfigTree(override.asTree(), Map.of()).text(DefaultsProfile.KEY);
      wanted = here.isEmpty() ? wanted : here;
    }
    return wanted;
  }

  private ConfigTree checked(Map<String, Object> given, Map<String, Object> defaults) throws ConfigException {
    copyOldKeys(given);
    ConfigTree tree = new ConfigTree(given, defaults);
    new CrossKeyChecks(tree, sources, findings).check();
    checkPlugins(PluginConfigs.loaded(tree));
    return tree;
  }

  // A single entry instead of a list of entries is a list of one: -o append_output.suggested_output=false
  private void listEntries(Map<String, Object> given) {
    ConfigTree tree = new ConfigTree(given, Map.of());
    for (KeyDefinition key : table.keys()) {
      if (key.type().kind() == KeyType.Kind.MAPS && tree.valueAt(key.name()) instanceof Map<?, ?> entry) {
        put(given, key.name(), List.of(entry));
      }
    }
  }

  private void checkPlugins(List<PluginConfig> loaded) {
    List<PluginConfig> libraries = loaded.stream().filter(plugin -> !plugin.libraryPath().isEmpty()).toList();
    if (!libraries.isEmpty()) {
      String replaced = ReplacedPlugins.replacements(libraries.stream());
      notes.add(sources.place("plugins") + ": library_path is not used, plugins of Eyas are bundles"
          + (replaced.isEmpty() ? "" : ": " + replaced));
    }
  }

  /** Lines for the log: unknown keys, wrong values, keys without an effect. */
  public List<String> warnings() {
    return findings.lines();
  }

  /** The warnings that count as errors if a user changes the configuration. */
  public List<ConfigMistake> mistakes() {
    return findings.mistakes();
  }

  /** Lines for the log that are not warnings. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** The bytes that were read from each file. */
  public Map<Path, byte[]> contents() {
    return contents;
  }

  /** The files that were read, in order. */
  public List<String> files() {
    return List.copyOf(statuses.keySet());
  }

  /** The folders that were searched for files. */
  public List<String> folders() {
    return List.copyOf(folders);
  }

  /** The result of the schema validation of each file that was read, in order: see {@link JsonSchema#status}. */
  public Map<String, String> statuses() {
    return statuses;
  }

  /** The main file: that of the option {@code -c}, or the standard file; null if there is none. */
  @Nullable
  public Path main(String file) {
    return file.isEmpty() ? standardFile() : Path.of(file);
  }

  /** Keys of the main file that another source overrides, each with that source, as lines for users. */
  public List<String> overridden(ConfigTree tree) {
    return sources.overridden(tree.root());
  }

  /** The place that sets the value of a key. */
  public String place(String key) {
    return sources.place(key);
  }

  /** The error that ends the start because of the value of a key. */
  public ConfigException refused(String key, String what) {
    return sources.refused(key, what);
  }

  private @Nullable Path standardFile() {
    return standardFiles.stream().filter(Files::isRegularFile).findFirst().orElse(null);
  }

  // The packages close the folder to ordinary users, who run eyas run without it.
  private void noteUnreadable() {
    for (Path file : standardFiles) {
      try {
        Files.readAttributes(file, BasicFileAttributes.class);
      } catch (AccessDeniedException e) {
        findings.add(
            file + ": this file and its folder cannot be read (permission denied), built-in values and the rules that ship"
                + " with Eyas apply; run eyas as root, or name files with -c and -r");
      } catch (IOException e) {
        // The file does not exist, so the user wants the built-in values.
      }
    }
  }

  private Map<String, Object> read(Path file) throws ConfigException {
    String text = proposed.get(file);
    byte[] content = text == null ? YamlReader.bytes(file) : text.getBytes(StandardCharsets.UTF_8);
    contents.put(file, content);
    YamlDocument document = YamlReader.document(file, content);
    Map<String, Object> map = new EnvironmentExpansion(environment).expand(document.map());
    ConfigSource source = new ConfigSource(file.toString(), map, document.lines());
    sources.add(source);
    statuses.put(file.toString(), FileSchema.CHECKED.status(map));
    document.mistakes().forEach(findings::add);
    UnknownKeys.of(source, table.root()).forEach(findings::add);
    return new LinkedHashMap<>(map);
  }

  private void applyAll(List<KeyOverride> overrides, Map<String, Object> target, boolean namingFiles)
      throws ConfigException {
    for (KeyOverride override : overrides) {
      if (override.namesFiles() == namingFiles) {
        ConfigSource source = ConfigSource.of(override);
        sources.add(source);
        UnknownKeys.of(source, table.root()).forEach(findings::add); // a warning: Falco ignores them
        override.apply(target);
      }
    }
  }

  private void include(ConfigTree tree, @Nullable Path main) throws ConfigException {
    for (Object entry : tree.list("config_files")) {
      Map<?, ?> map = entry instanceof Map<?, ?> own ? own : Map.of("path", entry);
      String path = map.get("path") instanceof String text ? text : "";
      if (path.isEmpty()) {
        throw sources.refused("config_files", "an entry of 'config_files' has no path");
      }
      MergeStrategy merge = MergeStrategy.named(String.valueOf(map.get("strategy")));
      Path named = path(path);
      if (named.equals(main)) {
        throw new ConfigException(
            "Config error: 'config_files' directive tried to recursively include main config file: " + main + ".");
      }
      for (Path file : filesBelow(named)) {
        merge.apply(tree.root(), included(file));
      }
    }
  }

  private Path path(String text) throws ConfigException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw sources.refused("config_files", "'config_files' contains an invalid path: " + e.getReason());
    }
  }

  private Map<String, Object> included(Path file) throws ConfigException {
    Map<String, Object> included = read(file);
    if (included.containsKey("config_files")) {
      throw new ConfigException("Config error: 'config_files' directive in included config file " + file + ".");
    }
    return included;
  }

  private List<Path> filesBelow(Path path) throws ConfigException {
    if (!Files.isDirectory(path)) {
      return Files.isRegularFile(path) ? List.of(path) : List.of();
    }
    folders.add(path.toString());
    try (Stream<Path> entries = Files.list(path)) {
      return entries.filter(Files::isRegularFile).sorted().toList();
    } catch (AccessDeniedException e) {
      findings.add(path + ": this directory of configuration files cannot be read, it is ignored");
      return List.of();
    } catch (IOException e) {
      throw new ConfigException("Cannot list config directory (" + path + "): " + Reason.of(e));
    }
  }

  /** Copies the values of old keys to the keys that replace them, if these are absent. */
  private void copyOldKeys(Map<String, Object> given) throws ConfigException {
    if (given.containsKey("rules_file") && given.containsKey("rules_files")) {
      throw sources.refused("rules_file", "both 'rules_files' and 'rules_file' keys set");
    }
    ConfigTree tree = new ConfigTree(given, Map.of());
    for (KeyDefinition key : table.keys()) {
      for (String successor : key.successors()) {
        Object value = tree.valueAt(key.name());
        boolean counts = !key.name().startsWith("engine.ebpf.") || tree.text("engine.kind").equals("ebpf");
        if (value != null && counts && !tree.isGiven(successor)) {
          put(given, successor, value);
        }
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> root, String path, Object value) {
    Map<String, Object> map = root;
    String[] parts = path.split("\\.");
    for (int i = 0; i < parts.length - 1; i++) {
      Object child = map.get(parts[i]);
      Map<String, Object> copy = new LinkedHashMap<>();
      if (child instanceof Map<?, ?> there) {
        copy.putAll((Map<String, Object>) there);
      }
      map.put(parts[i], copy);
      map = copy;
    }
    map.put(parts[parts.length - 1], value);
  }
}
