package org.eyas.config.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eyas.config.yaml.ConfigException;
import org.jspecify.annotations.Nullable;

/** All sources of a configuration in the order in which they were read; the last one that has a key sets its value. */
final class ConfigSources {
  private final List<ConfigSource> sources = new ArrayList<>();

  void add(ConfigSource source) {
    sources.add(source);
  }

  /** The source of the value of a key; for an element of a list, the source of the list. */
  @Nullable
  ConfigSource sourceOf(String path) {
    String found = listPath(path);
    return sources.reversed().stream().filter(source -> source.has(found)).findFirst().orElse(null);
  }

  /** The source of the value of a key and its line, as the beginning of a message. */
  String place(String path) {
    ConfigSource source = sourceOf(path);
    return source == null ? "built-in configuration" : source.place(listPath(path));
  }

  /** The error that ends the start: the place of the key, and the mistake. */
  ConfigException refused(String path, String what) {
    ConfigSource source = sourceOf(path);
    return source != null && source.isOption()
        ? source.refused(what)
        : new ConfigException("Error reading config file (" + place(path) + "): " + what);
  }

  /**
   * The keys of the first file that another source overrides, each with that source, as lines for users.
   *
   * @param merged the configuration that results from all sources
   */
  List<String> overridden(Map<String, Object> merged) {
    List<String> lines = new ArrayList<>();
    if (!sources.isEmpty() && !sources.getFirst().isOption()) {
      ConfigSource main = sources.getFirst();
      for (String key : main.lines().keySet().stream().sorted().toList()) {
        ConfigSource decides = decidingSource(key, main, merged);
        if (decides != null) {
          lines.add(main.place(key) + ": '" + key + "' has no effect: " + decides.place(key) + " overrides it");
        }
      }
    }
    return lines;
  }

  // Lists grow. A file replaces a top-level key with everything below it.
  private @Nullable ConfigSource decidingSource(String key, ConfigSource main, Map<String, Object> merged) {
    Object value = main.valueAt(key);
    if (value instanceof Map || value instanceof List) {
      return null;
    }
    ConfigSource last = sourceOf(key);
    if (last != null && last != main) {
      return last;
    }
    boolean counts = Objects.equals(ConfigSource.valueAt(merged, key), value);
    return counts ? null : sourceOf(key.split("\\.")[0]);
  }

  private static String listPath(String path) {
    int bracket = path.indexOf('[');
    return bracket < 0 ? path : path.substring(0, bracket);
  }
}
