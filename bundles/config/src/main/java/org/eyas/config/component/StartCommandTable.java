package org.eyas.config.component;

import java.util.List;
import java.util.Map;
import org.eyas.config.component.StartCommand.Needs;
import org.eyas.config.component.StartCommand.Properties;
import org.eyas.config.yaml.ConfigJson;

/**
 * The commands of a start: those of Falco's options are in this table, in the order in which Falco checks for them; the launcher
 * describes a subcommand by properties of the framework.
 */
public final class StartCommandTable {
  private static final String TEST = "test";
  private static final String EXPLAIN = "explain";
  private static final String LINT = "lint";

  private static final String VERSION = StartCommand.pid("version");
  private static final String DRY_RUN = StartCommand.pid("dry.run");
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
          new StartCommand(StartCommand.pid("validate"), Needs.START, options -> !options.texts("validate").isEmpty(),
              StartCommandTable::validate),
          new StartCommand(
              StartCommand.pid("describe"), Needs.START, StartCommandTable::describes,
              (options, _) -> Map.of("rule", options.text("describe.rule"))),
          StartCommand.of("support", Needs.START, StartCommandTable::support),
          StartCommand.of("dry.run", Needs.START, NONE),
          new StartCommand(ComponentPids.RUN, Needs.START, _ -> true, (_, _) -> Map.of("statistics", true)));

  private StartCommandTable() {}

  /** The command of a start: the subcommand, the first one that an option requests, or else the run. */
  public static StartCommand requested(LaunchProperties options) {
    return options.command().isEmpty() ? ofOption(options) : StartCommand.ofSubcommand(options);
  }

  private static StartCommand ofOption(LaunchProperties options) {
    return ALL.stream().filter(command -> command.isRequested().test(options)).findFirst().orElseThrow();
  }

  /**
   * Whether the configured rules, or those of {@code -r}, are read: always by a run, by other commands if they need them.
   */
  static boolean readsRules(LaunchProperties options) {
    boolean given = !options.texts("rules").isEmpty();
    return switch (options.command()) {
      case TEST, LINT -> given;
      case EXPLAIN -> given || !options.has("test.file");
      default -> true;
    };
  }

  /** Whether the bundles of the outputs must be there: for a run, and for the command that checks whether a run can start. */
  public static boolean needsOutputs(LaunchProperties options) {
    String pid = requested(options).pid();
    return options.hasHome() && (pid.equals(ComponentPids.RUN) || pid.equals(DRY_RUN));
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

  private static Map<String, Object> validate(LaunchProperties options, ConfigTree tree) {
    return describes(options) ? Map.of("describe", true, "rule", options.text("describe.rule")) : Map.of();
  }

  private static Map<String, Object> support(LaunchProperties options, ConfigTree tree) {
    return Map.of("cmdline", SecretMasking.maskedText(options.line()), "config",
        ConfigJson.value(SecretMasking.masked(tree.root())));
  }
}
