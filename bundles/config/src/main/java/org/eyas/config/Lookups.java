package org.eyas.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The configurations of the commands that print something and exit, by PID. Falco checks for them in this order and runs the
 * first one that was requested.
 */
final class Lookups {
  private static final String COMMAND = "org.eyas.command.";

  /** Options whose command has no settings. */
  private static final List<String> PLAIN =
      List.of("config.schema", "rule.schema", "ignored");

  private Lookups() {}

  /** Those that do not depend on the configuration; empty if none was requested. */
  static Map<String, Map<String, Object>> unconfigured(LaunchProperties options) {
    for (String option : PLAIN) {
      if (options.has(option)) {
        return Map.of(pid(option), Map.of());
      }
    }
    if (options.has("list.events") || options.has("list.syscall.events")) {
      return Map.of(pid("list.events"), Map.of("format", format(options)));
    }
    return Map.of();
  }

  /** Whether the output does not depend on the bundles that run. */
  static boolean isIndependentOfBundles(LaunchProperties options) {
    return options.has("version") || options.has("page.size");
  }

  /** Those that need the configuration, but neither rules nor events. */
  static Map<String, Map<String, Object>> configured(LaunchProperties options, ConfigTree tree) {
    if (options.has("version")) {
      return Map.of(pid("version"), Map.of("json.output", tree.flag("json_output")));
    }
    if (options.has("page.size")) {
      return Map.of(pid("page.size"), Map.of());
    }
    if (options.has("plugin.info")) {
      return Map.of(pid("list.plugins"), Map.of("name", options.text("plugin.info")));
    }
    if (options.has("list.plugins")) {
      return Map.of(pid("list.plugins"), Map.of());
    }
    return Map.of();
  }

  /** Those that need the configuration and the engine. */
  static Map<String, Map<String, Object>> ofEngine(LaunchProperties options) {
    if (!options.has("list")) {
      return Map.of();
    }
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("source", options.text("list"));
    list.put("format", format(options));
    list.put("names.only", options.has("names.only"));
    return Map.of(pid("list"), list);
  }

  private static String format(LaunchProperties options) {
    if (options.has("markdown")) {
      return "markdown";
    }
    return options.has("format") ? options.text("format") : "text";
  }

  private static String pid(String option) {
    return COMMAND + option.replace('.', '-');
  }
}
