package org.eyas.launcher;

import static org.eyas.launcher.OptionDefinition.flag;
import static org.eyas.launcher.OptionDefinition.repeated;
import static org.eyas.launcher.OptionDefinition.value;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A first word of the command line that does something other than running the engine: {@code eyas test FILE}.
 *
 * <p>It becomes the framework property {@code eyas.command}; the words after it that are not options become
 * {@code eyas.option.operand.0}, {@code .1} and so on.
 *
 * @param operands how the help names those words
 * @param arguments its own options; those of a run are not options of a subcommand
 * @param actions the first words that may follow it; a command for the running engine that only does one thing has one action
 *     without a name
 */
record Subcommand(String name, String operands, String description, List<OptionDefinition> arguments,
    List<CommandAction> actions) {
  private static final OptionDefinition HELP = flag("help", "h", "help", "Print this list and exit.");
  private static final OptionDefinition CONFIG =
      value("config", "c", "", "path",
          "Configuration file; the default is /etc/eyas/eyas.yaml, or built-in values if that does not exist.");
  private static final OptionDefinition SET =
      repeated("set", "o", "option", "key=value", "Override a configuration key; repeatable.");

  private static final String RUN = "run";
  static final String COMPARE = "compare";
  static final String PULL_RULES = "pull-rules";

  /** The subcommands that do their work in their own process. For demo and driver, bin/eyas does it, apart from their help. */
  private static final List<Subcommand> OWN =
      List.of(
          new Subcommand(
              "test",
              "FILE|DIR...",
              "Run unit tests of rules.",
              List.of(
                  HELP,
                  repeated("rules", "r", "", "path", "Rules to load before those of a test file; repeatable."),
                  value("junit", "", "junit", "file", "Also write the results as JUnit XML."),
                  flag("verbose", "v", "", "List every test, and the fields that rules read but no event gives."),
                  CONFIG,
                  SET),
              List.of()),
          new Subcommand(
              "explain",
              "RULE",
              "Show why a rule fired or did not fire for an event.",
              List.of(
                  HELP,
                  value("capture", "e", "", "file", "The capture file that contains the event."),
                  value("event", "", "event", "number",
                      "The number of the event (evt.num); without it, matches and near misses are listed."),
                  value("test", "", "test", "file", "The file of unit tests that contains the event."),
                  value("case", "", "case", "name", "The name of the test in that file."),
                  repeated("rules", "r", "", "path", "Rules instead of the configured ones; repeatable."),
                  flag("json", "", "json", "Print JSON."),
                  CONFIG,
                  SET),
              List.of()),
          new Subcommand(
              "k8saudit",
              "policy",
              "Print the audit policy of Kubernetes that the rules need.",
              List.of(
                  HELP,
                  repeated("rules", "r", "", "path", "Rules instead of the configured ones; repeatable."),
                  CONFIG,
                  SET),
              List.of()),
          new Subcommand(
              "pushdown",
              "",
              "Show which events the rules can match, as far as the parameters of an event decide.",
              List.of(
                  HELP,
                  repeated("rules", "r", "", "path", "Rules instead of the configured ones; repeatable."),
                  value("capture", "e", "", "file", "Also count the events of this capture file that the rules can match."),
                  flag("json", "", "json", "Print JSON."),
                  CONFIG,
                  SET),
              List.of()),
          new Subcommand(
              "sigma",
              "convert FILE|DIR...",
              "Print Sigma rules as rules of Eyas; the exit code is 1 if one has no counterpart.",
              List.of(HELP, CONFIG, SET),
              List.of()),
          new Subcommand(
              COMPARE,
              "[FILE FILE]",
              "Compare two files of alerts in JSON, or what Falco and Eyas find in a capture.",
              List.of(
                  HELP,
                  value("capture", "e", "", "file",
                      "Let falco (on the PATH) and Eyas replay this capture, and compare their alerts."),
                  repeated("rules", "r", "", "path", "With -e: rules instead of the configured ones; repeatable."),
                  repeated("override", "o", "option", "key=value", "With -e: override a key in both; repeatable."),
                  repeated("ignore", "", "ignore", "key",
                      "Do not compare this key of the JSON, such as hostname or output_fields.evt.num; repeatable.")),
              List.of()),
          new Subcommand(
              "import-falco",
              "[DIR]",
              "Write a configuration of Eyas from that of Falco in /etc/falco, and print what differs.",
              List.of(
                  HELP,
                  flag("check", "", "check", "Write nothing, only print what would be written."),
                  flag("force", "", "force", "Replace files that are there; the old ones are kept in a folder."),
                  value("to", "", "to", "dir", "Write to this folder; the default is /etc/eyas.")),
              List.of()),
          new Subcommand(
              PULL_RULES,
              "REGISTRY/REPOSITORY[:TAG]",
              "Pull signed rules from a registry of images, check them and use them; or go back to those before.",
              List.of(
                  HELP,
                  value("key", "", "key", "file", "The public key of who signs (cosign.pub)."),
                  flag("unsigned", "", "unsigned", "Accept rules that nobody has signed."),
                  flag("rollback", "", "rollback", "Go back to the version before."),
                  value("to", "", "to", "dir", "Keep them below this folder; the default is /var/lib/eyas/rules."),
                  CONFIG),
              List.of()),
          new Subcommand(
              RUN,
              "[--] COMMAND [ARG...]",
              "Run a command and watch it and all that it starts, without privileges.",
              List.of(
                  HELP,
                  repeated("pid", "p", "pid", "pid", "Watch this running process instead of a command; repeatable.").ofNumber(),
                  repeated("rules", "r", "", "path", "Rules instead of the configured ones; repeatable."),
                  flag("verbose", "v", "", "Print statistics at the end."),
                  CONFIG,
                  SET),
              List.of()),
          new Subcommand(
              "demo",
              "",
              "Run an engine, perform a few harmless actions, and show their alerts. Options of a run apply to that engine.",
              List.of(HELP),
              List.of()),
          new Subcommand(
              "driver",
              "ACTION",
              "Show which drivers work on this machine; load and unload the kernel module. Needs no running engine.",
              List.of(HELP),
              List.of(
                  CommandAction.of("list", "List the drivers, and which of them engine.kind=auto takes."),
                  new CommandAction("check", "[KIND]",
                      "Show what works on this machine and why the rest does not; the exit code is 1 if no driver works, or not"
                          + " the one of this kind.",
                      CommandAction.Operand.WORDS),
                  CommandAction.of("load", "Load the kernel module; if it is not built for this kernel yet, build it with dkms."),
                  CommandAction.of("unload", "Unload the kernel module."))));

  static final List<Subcommand> ALL =
      Stream.concat(OWN.stream(), EngineCommands.all().stream()).toList();

  /**
   * Whether the command is sent to the running engine.
   *
   * @param operands the words after it
   */
  boolean isForEngine(List<String> operands) {
    boolean lints = name.equals(EngineCommands.RULES) && operands.stream().findFirst().equals(Optional.of(EngineCommands.LINT));
    return !OWN.contains(this) && !lints;
  }

  /** Whether the operands are the command line of another program, with its own options. */
  boolean runsCommand() {
    return name.equals(RUN);
  }

  /** Whether the word after the command names an action. */
  boolean hasNamedActions() {
    return actions.stream().anyMatch(action -> !action.name().isEmpty());
  }

  /** The subcommand that a command line begins with. */
  static Optional<Subcommand> of(String[] args) {
    return args.length == 0 ? Optional.empty() : named(args[0]);
  }

  static Optional<Subcommand> named(String name) {
    return ALL.stream().filter(command -> command.name().equals(name)).findFirst();
  }
}
