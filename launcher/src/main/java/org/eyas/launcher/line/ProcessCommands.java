package org.eyas.launcher.line;

import static org.eyas.launcher.line.OptionDefinition.flag;
import static org.eyas.launcher.line.OptionDefinition.repeated;
import static org.eyas.launcher.line.OptionDefinition.value;

import java.util.List;

/** The commands that do their work in a process of their own. */
public final class ProcessCommands {
  private static final OptionDefinition HELP = flag("help", "h", "help", "Print this list and exit.");
  private static final OptionDefinition CONFIG =
      value("config", "c", "", "path",
          "Configuration file; the default is /etc/eyas/eyas.yaml, or built-in values if that does not exist.");
  private static final OptionDefinition SET =
      repeated("set", "o", "option", "key=value", "Override a configuration key; repeatable.").ofSetting();

  private static final OptionDefinition JSON = flag("json", "", "json", "Print JSON.");

  public static final String RUN = "run";
  public static final String COMPARE = "compare";
  public static final String PULL_RULES = "pull-rules";
  public static final String COMPLETION = "completion";
  public static final String HELP_OF = "help";

  /** All of them. For demo and driver, bin/eyas does the work, apart from their help. */
  static final List<Subcommand> ALL =
      List.of(
          new Subcommand(
              "test",
              "FILE|DIR...",
              "Run unit tests of rules.",
              CommandPlace.RULES,
              List.of(
                  HELP,
                  repeated("rules", "r", "", "path", "Rules to load before those of a test file; repeatable."),
                  value("junit", "", "junit", "file", "Also write the results as JUnit XML."),
                  flag("verbose", "v", "", "List every test, and the fields that rules read but no event gives."),
                  JSON,
                  CONFIG,
                  SET),
              List.of())
              .checked(LineCheck.words(1, LineCheck.MANY,
                  "name the files of tests, or folders with *_test.yaml: eyas test FILE|DIR..."))
              .example("eyas test rules.d/*_test.yaml", "Run all tests of a folder.")
              .example("eyas test -r my_rules.yaml -v shell_test.yaml", "Test rules that are not installed; list every test."),
          new Subcommand(
              "explain",
              "RULE",
              "Show why a rule fired or did not fire for an event.",
              CommandPlace.RULES,
              List.of(
                  HELP,
                  value("capture", "e", "", "file", "The capture file that contains the event."),
                  value("event", "", "event", "number",
                      "The number of the event (evt.num); without it, matches and near misses are listed."),
                  value("test.file", "", "test", "file", "The file of unit tests that contains the event."),
                  value("test.case", "", "case", "name", "The name of the test in that file."),
                  repeated("rules", "r", "", "path", "Rules instead of the configured ones; repeatable."),
                  JSON,
                  CONFIG,
                  SET),
              List.of())
              .checked(
                  LineCheck.words(1, 1, "name one rule: eyas explain RULE -e CAPTURE; quote a name that has blanks"),
                  LineCheck.either("test.file", "capture", "say where the event is: -e CAPTURE, or --test FILE --case NAME"))
              .example("eyas explain 'Read sensitive file untrusted' -e capture.scap",
                  "List the events of a capture for which the rule fires or nearly fires.")
              .example("eyas explain 'Read sensitive file untrusted' -e capture.scap --event 4711", "Show why it fires for one."),
          new Subcommand(
              "k8saudit",
              "policy",
              "Print the audit policy of Kubernetes that the rules need.",
              CommandPlace.RULES,
              List.of(
                  HELP,
                  repeated("rules", "r", "", "path", "Rules instead of the configured ones; repeatable."),
                  JSON,
                  CONFIG,
                  SET),
              List.of())
              .checked(LineCheck.verb("policy", 0, 0, "say what to do: eyas k8saudit policy [-r RULES]"))
              // Rules for audit events need their source, which is not opened.
              .setting(List.of("eyas.k8saudit.input=-"))
              .example("eyas k8saudit policy > policy.yaml", "Write the audit policy for the API server."),
          new Subcommand(
              "pushdown",
              "",
              "Show which events the rules can match, as far as the parameters of an event decide.",
              CommandPlace.RULES,
              List.of(
                  HELP,
                  repeated("rules", "r", "", "path", "Rules instead of the configured ones; repeatable."),
                  value("capture", "e", "", "file", "Also count the events of this capture file that the rules can match."),
                  JSON,
                  CONFIG,
                  SET),
              List.of())
              .checked(LineCheck.words(0, 0, "name the rules with -r: eyas pushdown [-r RULES] [-e CAPTURE]"))
              .example("eyas pushdown -e capture.scap", "Count the events of a capture that the rules need."),
          new Subcommand(
              "sigma",
              "convert FILE|DIR...",
              "Print Sigma rules as rules of Eyas; the exit code is 1 if one has no counterpart.",
              CommandPlace.BUNDLES,
              List.of(HELP, JSON, CONFIG, SET),
              List.of())
              .checked(LineCheck.verb("convert", 1, LineCheck.MANY, "name the Sigma rules: eyas sigma convert FILE|DIR..."))
              .example("eyas sigma convert sigma/rules/linux > sigma_rules.yaml", "Convert a folder of Sigma rules."),
          new Subcommand(
              COMPARE,
              "[FILE FILE]",
              "Compare two files of alerts in JSON, or what Falco and Eyas find in a capture.",
              CommandPlace.LAUNCHER,
              List.of(
                  HELP,
                  value("capture", "e", "", "file",
                      "Let falco (on the PATH) and Eyas replay this capture, and compare their alerts."),
                  repeated("rules", "r", "", "path", "With -e: rules instead of the configured ones; repeatable."),
                  repeated("override", "o", "option", "key=value", "With -e: override a key in both; repeatable.").ofSetting(),
                  repeated("ignore", "", "ignore", "key",
                      "Do not compare this key of the JSON, such as hostname or output_fields.evt.num; repeatable."),
                  JSON),
              List.of())
              .example("eyas compare falco.jsonl eyas.jsonl", "Show the alerts that only one of two files has.")
              .example("eyas compare -e capture.scap -r my_rules.yaml", "Run Falco and Eyas on a capture, and compare them."),
          new Subcommand(
              "import-falco",
              "[DIR]",
              "Write a configuration of Eyas from that of Falco in /etc/falco, and print what differs.",
              CommandPlace.UNCONFIGURED,
              List.of(
                  HELP,
                  flag("check", "", "check", "Write nothing, only print what would be written."),
                  flag("force", "", "force", "Replace files that are there; the old ones are kept in a folder."),
                  value("to", "", "to", "dir", "Write to this folder; the default is /etc/eyas."),
                  JSON),
              List.of())
              .checked(LineCheck.words(0, 1, "name one folder: eyas import-falco [DIR]"))
              .example("eyas import-falco --check", "Show what would be taken from /etc/falco."),
          new Subcommand(
              PULL_RULES,
              "REGISTRY/REPOSITORY[:TAG]",
              "Pull signed rules from a registry of images, check them and use them; or go back to those before.",
              CommandPlace.LAUNCHER,
              List.of(
                  HELP,
                  value("key", "", "key", "file", "The public key of who signs (cosign.pub)."),
                  flag("unsigned", "", "unsigned", "Accept rules that nobody has signed."),
                  flag("rollback", "", "rollback", "Go back to the version before."),
                  value("to", "", "to", "dir", "Keep them below this folder; the default is /var/lib/eyas/rules."),
                  JSON,
                  CONFIG),
              List.of())
              .checked(LineCheck.words(1, 1, "name one artifact: eyas pull-rules REGISTRY/REPOSITORY:TAG --key cosign.pub"))
              .example("eyas pull-rules registry.example.org/rules:1 --key cosign.pub", "Pull rules that this key has signed.")
              .example("eyas pull-rules registry.example.org/rules --rollback", "Go back to the rules before."),
          new Subcommand(
              "report",
              "[verify]",
              "Write a report for auditors from the records on disk, or check that nobody changed the records.",
              CommandPlace.CONFIGURED,
              List.of(
                  HELP,
                  value("from", "", "from", "time",
                      "The begin, as a date or a time in UTC; the default is a day before the end."),
                  value("to", "", "to", "time", "The end; the default is now."),
                  value("format", "", "format", "format", "html, the default, or json."),
                  value("output", "", "output", "file", "Write to this file instead of standard output."),
                  repeated("head", "", "head", "hex", "A head from a heartbeat that must be in the records; repeatable."),
                  JSON,
                  CONFIG,
                  SET),
              List.of(CommandAction.of("verify",
                  "Check the chains; the exit code is 1 if a record was changed or a head is missing.")))
              .checked(LineCheck.words(0, 1, "say nothing for a report, or verify: eyas report [verify]"))
              .example("eyas report --from 2026-11-01 --to 2026-12-01 --output november.html", "Write the report of a month.")
              .example("eyas report verify --head 5f0c...", "Check that the records still lead to a head."),
          new Subcommand(
              RUN,
              "[--] COMMAND [ARG...]",
              "Run a command and watch it and all that it starts, without privileges.",
              CommandPlace.RUN,
              List.of(
                  HELP,
                  repeated("pid", "p", "pid", "pid", "Watch this running process instead of a command; repeatable.").ofNumber(),
                  repeated("rules", "r", "", "path", "Rules instead of the configured ones; repeatable."),
                  flag("verbose", "v", "", "Print statistics at the end."),
                  flag("json", "", "json", "Print alerts as JSON, one object per line.").sets("json_output=true"),
                  CONFIG,
                  SET),
              List.of())
              .checked(
                  LineCheck.either(
                      "operand", "pid", "name either a command or processes: eyas run [--] COMMAND [ARG...], or eyas run -p PID"))
              .setting(TracedCommand.OVERRIDES)
              .example("eyas run -- ./install.sh --quiet", "Watch a script and all that it starts.")
              .example("eyas run -p 4711", "Watch a process that runs, until it ends."),
          new Subcommand(
              COMPLETION,
              "SHELL",
              "Print the completion of a shell for these commands, their actions and options.",
              CommandPlace.LAUNCHER,
              List.of(HELP),
              List.of(
                  CommandAction.of("bash", "Print the completion for bash, to be read with source."),
                  CommandAction.of("zsh", "Print the completion for zsh, for a file _eyas in a folder of fpath."),
                  CommandAction.of("fish", "Print the completion for fish, for a file eyas.fish in ~/.config/fish/completions.")))
              .checked(LineCheck.words(1, 1, "name one shell: eyas completion bash, zsh or fish"))
              .example("eyas completion zsh > ~/.zsh/_eyas", "Write it to a folder of fpath."),
          new Subcommand(
              HELP_OF,
              "[COMMAND]",
              "Print the help of a command, as its option --help does.",
              CommandPlace.LAUNCHER,
              List.of(HELP, JSON),
              List.of())
              .checked(LineCheck.words(0, 1, "name one command: eyas help [COMMAND]"))
              .example("eyas help alerts", "Print the help of eyas alerts."),
          new Subcommand(
              "demo",
              "",
              "Run an engine, perform a few harmless actions, and show their alerts. Options of a run apply to that engine.",
              CommandPlace.SCRIPT,
              List.of(HELP),
              List.of())
              .example("eyas demo", "See a few alerts."),
          new Subcommand(
              "driver",
              "ACTION",
              "Show which drivers work on this machine; load and unload the kernel module. Needs no running engine.",
              CommandPlace.SCRIPT,
              List.of(HELP, flag("json", "", "json", "With list and check: print JSON, one object per line.")),
              List.of(
                  CommandAction.of("list", "List the drivers, and which of them engine.kind=auto takes."),
                  new CommandAction("check", "[KIND]",
                      "Show what works on this machine and why the rest does not; the exit code is 1 if no driver works, or not"
                          + " the one of this kind.",
                      CommandAction.Operand.WORDS),
                  CommandAction.of("load", "Load the kernel module; if it is not built for this kernel yet, build it with dkms."),
                  CommandAction.of("unload", "Unload the kernel module."),
                  CommandAction.of("detach", "Detach the probe that an engine left, and that no engine has taken over since.")))
              .example("eyas driver check", "See which drivers work here, and why the others do not."));

  private ProcessCommands() {}
}
