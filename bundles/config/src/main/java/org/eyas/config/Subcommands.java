package org.eyas.config;

import java.util.List;
import java.util.Map;

/** The configurations of the subcommands. They have their own rules, so the configured rules are not always loaded. */
final class Subcommands {
  static final String TEST = "org.eyas.command.test";
  static final String EXPLAIN = "org.eyas.command.explain";

  private Subcommands() {}

  /**
   * Whether the configured rules, or those of {@code -r}, are read: always by a run, by other commands if they need them.
   */
  static boolean readsRules(LaunchProperties options) {
    boolean given = !options.texts("rules").isEmpty();
    return switch (options.command()) {
      case "test" -> given;
      case "explain" -> given || !options.has("test");
      default -> true;
    };
  }

  /** The configuration of the command that was requested. */
  static Map<String, Map<String, Object>> configured(LaunchProperties options) throws ConfigException {
    return switch (options.command()) {
      case "test" -> Map.of(TEST, test(options));
      case "explain" -> Map.of(EXPLAIN, explain(options));
      default -> throw new ConfigException("there is no command '" + options.command() + "'; see --help");
    };
  }

  private static Map<String, Object> test(LaunchProperties options) throws ConfigException {
    List<String> files = options.texts("operand");
    if (files.isEmpty()) {
      throw new ConfigException("name the files of tests, or folders with *_test.yaml: eyas test FILE|DIR...");
    }
    return Map.of(
        "files", files.toArray(String[]::new), "junit", options.text("junit"), "verbose", options.has("verbose"));
  }

  private static Map<String, Object> explain(LaunchProperties options) throws ConfigException {
    List<String> rules = options.texts("operand");
    if (rules.size() != 1) {
      throw new ConfigException("name one rule: eyas explain RULE -e CAPTURE; quote a name that has blanks");
    }
    if (options.has("test") == options.has("capture")) {
      throw new ConfigException("say where the event is: -e CAPTURE, or --test FILE --case NAME");
    }
    return Map.of(
        "rule", rules.getFirst(),
        "capture", options.text("capture"),
        "event", event(options.text("event")),
        "test.file", options.text("test"),
        "test.case", options.text("case"),
        "json", options.has("json"));
  }

  private static long event(String text) throws ConfigException {
    try {
      return text.isEmpty() ? 0 : Long.parseLong(text.replaceFirst("^evt\\.num=", ""));
    } catch (NumberFormatException e) {
      throw new ConfigException("option --event needs an event's number, not '" + text + "'");
    }
  }
}
