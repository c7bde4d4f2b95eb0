package org.eyas.config.component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eyas.config.component.StartCommand.Needs;
import org.eyas.config.component.StartCommand.Properties;
import org.eyas.config.yaml.ConfigException;
import org.eyas.config.yaml.ConfigJson;

/** The table of commands. Falco checks for its commands in this order, too. */
public final class StartCommandTable {
  private static final String TEST = "test";
  private static final String EXPLAIN = "explain";
  private static final String K8S_AUDIT = "k8saudit";
  private static final String PUSHDOWN = "pushdown";
  private static final String LINT = "rules";
  private static final String SIGMA = "sigma";
  private static final String IMPORT_FALCO = "import-falco";

  private static final String VERSION = StartCommand.pid("version");
  private static final Properties NONE = (_, _) -> Map.of();
  private static final Properties FORMAT = (options, _) -> Map.of("format", format(options));

  private static final List<StartCommand> ALL =
      List.of(
          StartCommand.of("config.schema", Needs.NOTHING, NONE),
          StartCommand.of("rule.schema", Needs.NOTHING, NONE),
          StartCommand.of("ignored", Needs.NOTHING, NONE),
          new StartCommand(
              StartCommand.pid("list.events"), Needs.NOTHING,
              options -> options.has("list.events") || options.has("list.syscall.events"), FORMAT),
          StartCommand.of("version", Needs.CONFIGURATION, (_, tree) -> KeyProperties.of(tree, VERSION)),
          StartCommand.of("page.size", Needs.CONFIGURATION, NONE),
          new StartCommand(
              StartCommand.pid("list.plugins"), Needs.BUNDLES,
              options -> options.has("plugin.info") || options.has("list.plugins"),
              (options, _) -> Map.of("name", options.text("plugin.info"))),
          StartCommand.of("list", Needs.ENGINE, StartCommandTable::list),
          new StartCommand(StartCommand.pid(TEST), Needs.RULES, options -> options.command().equals(TEST),
              StartCommandTable::test),
          new StartCommand(StartCommand.pid(EXPLAIN), Needs.RULES, options -> options.command().equals(EXPLAIN),
              StartCommandTable::explain),
          new StartCommand(
              StartCommand.pid(K8S_AUDIT), Needs.RULES, options -> options.command().equals(K8S_AUDIT),
              StartCommandTable::auditPolicy),
          new StartCommand(StartCommand.pid(PUSHDOWN), Needs.RULES, options -> options.command().equals(PUSHDOWN),
              StartCommandTable::pushdown),
          new StartCommand(StartCommand.pid("lint"), Needs.RULES, options -> options.command().equals(LINT),
              StartCommandTable::lint),
          new StartCommand(StartCommand.pid(SIGMA), Needs.BUNDLES, options -> options.command().equals(SIGMA),
              StartCommandTable::sigma),
          new StartCommand(
              StartCommand.pid(IMPORT_FALCO), Needs.NOTHING, options -> options.command().equals(IMPORT_FALCO),
              StartCommandTable::importFalco),
          new StartCommand(ComponentPids.RUN, Needs.START, LaunchProperties::isRunSubcommand, StartCommandTable::run),
          new StartCommand("", Needs.RULES, options -> !options.command().isEmpty(), StartCommandTable::unknown),
          new StartCommand(StartCommand.pid("validate"), Needs.START, options -> !options.texts("validate").isEmpty(),
              StartCommandTable::validate),
          new StartCommand(
              StartCommand.pid("describe"), Needs.START, StartCommandTable::describes,
              (options, _) -> Map.of("rule", options.text("describe.rule"))),
          StartCommand.of("support", Needs.START, StartCommandTable::support),
          StartCommand.of("dry.run", Needs.START, NONE),
          new StartCommand(ComponentPids.RUN, Needs.START, _ -> true, NONE));

  private StartCommandTable() {}

  /** The command of a start: the first one that was requested, or else the run. */
  public static StartCommand requested(LaunchProperties options) {
    return ALL.stream().filter(command -> command.isRequested().test(options)).findFirst().orElseThrow();
  }

  /**
   * Whether the configured rules, or those of {@code -r}, are read: always by a run, by other commands if they need them.
   */
  static boolean readsRules(LaunchProperties options) {
    boolean given = !options.texts("rules").isEmpty();
    return switch (options.command()) {
      case TEST, LINT -> given;
      case EXPLAIN -> given || !options.has("test");
      default -> true;
    };
  }

  /**
   * The texts of {@code -o}, after the overrides that a command itself needs: rules for audit events need their source,
   * which is not opened.
   */
  public static List<String> overrides(LaunchProperties options) {
    List<String> needed = options.command().equals(K8S_AUDIT) ? List.of("eyas.k8saudit.input=-") : List.of();
    return Stream.concat(needed.stream(), options.texts("set").stream()).toList();
  }

  private static boolean describes(LaunchProperties options) {
    return options.has("describe") || options.has("describe.rule");
  }

  private static Map<String, Object> list(LaunchProperties options, ConfigTree tree) {
    return Map.of("source", options.text("list"), "format", format(options), "names.only", options.has("names.only"));
  }

  private static String format(LaunchProperties options) {
    if (options.has("markdown")) {
      return "markdown";
    }
    return options.has("format") ? options.text("format") : "text";
  }

  private static Map<String, Object> unknown(LaunchProperties options, ConfigTree tree) throws ConfigException {
    throw new ConfigException("there is no command '" + options.command() + "'; see --help");
  }

  private static Map<String, Object> validate(LaunchProperties options, ConfigTree tree) {
    return describes(options) ? Map.of("describe", true, "rule", options.text("describe.rule")) : Map.of();
  }

  private static Map<String, Object> support(LaunchProperties options, ConfigTree tree) {
    return Map.of("cmdline", SecretMasking.maskedText(options.line()), "config",
        ConfigJson.value(SecretMasking.masked(tree.root())));
  }

  private static Map<String, Object> run(LaunchProperties options, ConfigTree tree) throws ConfigException {
    boolean hasCommand = !options.texts("operand").isEmpty();
    if (hasCommand == !options.texts("pid").isEmpty()) {
      throw new ConfigException("name either a command or processes: eyas run [--] COMMAND [ARG...], or eyas run -p PID");
    }
    return Map.of("statistics", options.has("verbose"));
  }

  private static Map<String, Object> test(LaunchProperties options, ConfigTree tree) throws ConfigException {
    List<String> files = options.texts("operand");
    if (files.isEmpty()) {
      throw new ConfigException("name the files of tests, or folders with *_test.yaml: eyas test FILE|DIR...");
    }
    return Map.of(
        "files", files.toArray(String[]::new), "junit", options.text("junit"), "verbose", options.has("verbose"));
  }

  private static Map<String, Object> auditPolicy(LaunchProperties options, ConfigTree tree) throws ConfigException {
    if (!options.texts("operand").equals(List.of("policy"))) {
      throw new ConfigException("say what to do: eyas k8saudit policy [-r RULES]");
    }
    return Map.of();
  }

  private static Map<String, Object> sigma(LaunchProperties options, ConfigTree tree) throws ConfigException {
    List<String> words = options.texts("operand");
    if (words.size() < 2 || !words.getFirst().equals("convert")) {
      throw new ConfigException("name the Sigma rules: eyas sigma convert FILE|DIR...");
    }
    Map<String, Object> properties = new LinkedHashMap<>(KeyProperties.of(tree, StartCommand.pid(SIGMA)));
    properties.put("files", words.subList(1, words.size()).toArray(String[]::new));
    return properties;
  }

  private static Map<String, Object> pushdown(LaunchProperties options, ConfigTree tree) throws ConfigException {
    if (!options.texts("operand").isEmpty()) {
      throw new ConfigException("name the rules with -r: eyas pushdown [-r RULES] [-e CAPTURE]");
    }
    return Map.of("capture", options.text("capture"), "json", options.has("json"));
  }

  // The launcher sends the other actions of eyas rules to the running engine.
  private static Map<String, Object> lint(LaunchProperties options, ConfigTree tree) throws ConfigException {
    List<String> words = options.texts("operand");
    if (words.size() < 2) {
      throw new ConfigException("name the files of rules: eyas rules lint FILE... [-r RULES]");
    }
    return Map.of("files", words.subList(1, words.size()).toArray(String[]::new), "json", options.has("json"));
  }

  private static Map<String, Object> importFalco(LaunchProperties options, ConfigTree tree) throws ConfigException {
    List<String> folders = options.texts("operand");
    if (folders.size() > 1) {
      throw new ConfigException("name one folder: eyas import-falco [DIR]");
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    folders.forEach(folder -> properties.put("from", folder));
    if (options.has("to")) {
      properties.put("to", options.text("to"));
    }
    properties.put("check", options.has("check"));
    properties.put("force", options.has("force"));
    return properties;
  }

  private static Map<String, Object> explain(LaunchProperties options, ConfigTree tree) throws ConfigException {
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
