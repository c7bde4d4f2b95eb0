package org.eyas.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All sources of a configuration in the order they were read; the last one that has a key decides it. */
final class ConfigSources {
  private final List<ConfigSource> sources = new ArrayList<>();

  void add(ConfigSource source) {
    sources.add(source);
  }

  /** Where the value of a key came from; of an element of a list, where the list did. */
  @Nullable ConfigSource of(String path) {
    String found = listPath(path);
    return sources.reversed().stream().filter(source -> source.has(found)).findFirst().orElse(null);
  }

  /** That source and its line, to begin a message with. */
  String place(String path) {
    ConfigSource source = of(path);
    return source == null ? "built-in configuration" : source.place(listPath(path));
  }

  /** What ends the start: where the key came from, and what is wrong with it. */
  ConfigException refused(String path, String what) {
    ConfigSource source = of(path);
    return source != null && source.isOption()
        ? source.refused(what)
        : new ConfigException("Error reading config file (" + place(path) + "): " + what);
  }

  /**
   * The keys of the first file that do not count, each with what does, as lines for people.
   *
   * @param merged what came of all sources
   */
  List<String> overridden(Map<String, Object> merged) {
    List<String> lines = new ArrayList<>();
    if (!sources.isEmpty() && !sources.getFirst().isOption()) {
      ConfigSource main = sources.getFirst();
      for (String key : main.lines().keySet().stream().sorted().toList()) {
        ConfigSource decides = decides(key, main, merged);
        if (decides != null) {
          lines.add(main.place(key) + ": '" + key + "' does not count: " + decides.place(key) + " decides it");
        }
      }
    }
    return lines;
  }

  // Lists grow. A file replaces a key of the top level with all that is below it.
  private @Nullable ConfigSource decides(String key, ConfigSource main, Map<String, Object> merged) {
    Object value = main.at(key);
    if (value instanceof Map || value instanceof List) {
      return null;
    }
    ConfigSource last = of(key);
    if (last != null && last != main) {
      return last;
    }
    boolean counts = Objects.equals(ConfigSource.at(merged, key), value);
    return counts ? null : of(key.split("\\.")[0]);
  }

  private static String listPath(String path) {
    int bracket = path.indexOf('[');
    return bracket < 0 ? path : path.substring(0, bracket);
  }
}
