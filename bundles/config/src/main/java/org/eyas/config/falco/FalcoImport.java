package org.eyas.config.falco;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.config.component.DefaultsProfile;
import org.eyas.config.component.ReplacedPlugins;
import org.eyas.config.yaml.ConfigException;
import org.eyas.config.yaml.YamlEditor;
import org.eyas.config.yaml.YamlReader;

/**
 * The result of {@code eyas import-falco} for a configuration of Falco: the files to write, and the parts that are not
 * imported. This class writes nothing. Files keep their texts and comments, except for the paths of imported files, for
 * plugins that Eyas does not have, and for two keys of Eyas: {@code eyas.defaults}, by which absent keys keep Falco's
 * values, and the folder for third-party bundles.
 */
final class FalcoImport {
  /** The main file. */
  static final String MAIN = "eyas.yaml";

  /**
   * The key of the folder for third-party bundles. A user who may write there may run code in the engine, so the folder
   * of the package stays.
   */
  static final String BUNDLES = "eyas.bundles.directory";

  private static final Pattern PATH = Pattern.compile("/[^\\s,'\"\\[\\]{}#]+");

  private final FalcoFolder folder;
  private final FalcoPlugins plugins = new FalcoPlugins();
  private final Map<String, String> added = new LinkedHashMap<>();
  private final Map<String, String> withoutPlugin = new LinkedHashMap<>();

  /** @param bundles the folder for third-party bundles that the present configuration names; empty if it names none */
  FalcoImport(FalcoFolder folder, String bundles) throws ConfigException {
    this.folder = folder;
    added.put(DefaultsProfile.KEY, "falco");
    if (!bundles.isEmpty()) {
      added.put(BUNDLES, bundles);
    }
    for (String file : folder.configurations().keySet()) {
      plugins.add(file, folder.keys(file));
    }
    for (Map.Entry<String, String> rules : folder.rules().entrySet()) {
      String missing = FalcoPlugins.missingFor(items(rules.getKey(), rules.getValue()));
      if (!missing.isEmpty()) {
        withoutPlugin.put(rules.getKey(), missing);
      }
    }
  }

  // A rules file that is not YAML is imported too: the engine reports the error in it, as Falco does.
  private static Object items(String file, String text) {
    try {
      return YamlReader.value(file, text);
    } catch (ConfigException e) {
      return List.of();
    }
  }

  /**
   * The texts of the files by their path below the target.
   *
   * @param target the folder that the texts name
   */
  Map<String, String> files(Path target) throws ConfigException {
    Map<String, String> files = new LinkedHashMap<>();
    for (Map.Entry<String, String> configuration : folder.configurations().entrySet()) {
      String text = plugins.withoutMissing(configuration.getKey(), configuration.getValue());
      files.put(targetName(configuration.getKey()), moved(text, target));
    }
    for (Map.Entry<String, String> key : added.entrySet()) {
      files.put(MAIN, YamlEditor.withKey(files.getOrDefault(MAIN, ""), key.getKey(), key.getValue()));
    }
    folder.rules().forEach((file, text) -> {
      if (!withoutPlugin.containsKey(file)) {
        files.put(file, text);
      }
    });
    return files;
  }

  /** A line for each part that is not imported. */
  List<String> missingParts() {
    List<String> lines = new ArrayList<>();
    for (String plugin : plugins.missing()) {
      lines.add("plugin " + plugin + ": Eyas has no bundle for it; it is not loaded (built in: "
          + String.join(", ", ReplacedPlugins.NAMES) + ")");
    }
    withoutPlugin.forEach((file, plugin) -> lines.add(file + ": its rules need the plugin " + plugin));
    return lines;
  }

  /** The files of Falco's folder that the configuration names and that stay where they are, such as certificates. */
  Set<String> unimportedFiles() throws ConfigException {
    return UnimportedFiles.of(folder);
  }

  private String moved(String text, Path target) {
    return PATH.matcher(text).replaceAll(found -> Matcher.quoteReplacement(movedPath(found.group(), target)));
  }

  private String movedPath(String path, Path target) {
    String below = folder.relativePath(path);
    if (below == null || !folder.isNamedOrInNamedFolder(below)) {
      return path;
    }
    return target.resolve(targetName(below)).toString();
  }

  private static String targetName(String file) {
    return file.equals(FalcoFolder.MAIN) ? MAIN : file;
  }
}
