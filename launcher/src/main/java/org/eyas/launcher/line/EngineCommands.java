package org.eyas.launcher.line;

import static org.eyas.launcher.line.OptionDefinition.flag;
import static org.eyas.launcher.line.OptionDefinition.repeated;
import static org.eyas.launcher.line.OptionDefinition.value;

import java.util.ArrayList;
import java.util.List;
import org.eyas.launcher.line.CommandAction.Operand;

/** The commands for the running engine. */
public final class EngineCommands {
  /** The default of eyas.control.socket. */
  public static final String SOCKET = "/run/eyas/control.sock";

  private static final OptionDefinition LAST = value("last", "n", "last", "count", "At most this many, the newest.").ofNumber();

  private static final OptionDefinition QUERY =
      value("query", "q", "query", "query", "Only alerts that match, such as 'priority>=warning proc.name:curl'.");

  private EngineCommands() {}

  /** All commands for the running engine; {@link Subcommand#ALL} contains them. */
  public static List<Subcommand> all() {
    return List.of(
        command(
            "status",
            "What the running engine does, on one page; the exit code is 1 if there is a problem.",
            List.of(CommandAction.of("", "Show version, sources, rules, outputs and problems.")))
            .example("eyas status", "See whether everything works."),
        command(
            "reload",
            "Read configuration and rules again in the running engine.",
            List.of(CommandAction.of("", "Read configuration and rules again, as SIGHUP does, and print the result.")))
            .example("eyas reload", "Use changed rules and configuration."),
        command(
            "stop",
            "Stop the running engine.",
            List.of(CommandAction.of("", "Stop the engine as SIGTERM does, and wait until it has ended.")))
            .example("eyas stop", "End the engine."),
        command(
            "bundles",
            "Bundles of the running engine.",
            List.of(
                CommandAction.of("list", "List all bundles; the default."),
                CommandAction.named("start", "NAME",
                    "Start a bundle, until the selection of bundles changes or the engine ends."),
                CommandAction.named("stop", "NAME", "Stop a bundle, until the selection of bundles changes or the engine ends."),
                new CommandAction(
                    "install", "FILE", "Copy a jar into the watched folder and wait until its bundle runs.", Operand.PATH),
                CommandAction.named("remove", "NAME", "Take a jar out of the watched folder.")))
            .example("eyas bundles install ./acme-output-1.2.jar", "Add a bundle while the engine runs.")
            .example("eyas bundles stop output-file", "Stop an output for now."),
        command(
            "rules",
            "Rules of the running engine.",
            List.of(
                CommandAction.of("list", "List all rules with their state, matches and cost; the default."),
                CommandAction.named("show", "NAME", "Show all details of a rule."),
                CommandAction.named("sequences", "NAME",
                    "Show the open sequences of a rule: what has matched, and what they wait for."),
                CommandAction.named("enable", "NAME", "Enable a rule, in the configuration file."),
                CommandAction.named("disable", "NAME", "Disable a rule, in the configuration file."),
                new CommandAction("check", "FILE", "Check a rules file together with the rules in use.", Operand.CONTENT),
                new CommandAction("lint", "FILE...",
                    "Find expensive checks and likely mistakes in rules files; the exit code is 1 if there is one. Needs no"
                        + " running engine.",
                    Operand.PATH, true),
                new CommandAction("coverage", "",
                    "List the techniques of MITRE ATT&CK that the configured rules name; with --json, as a layer of the"
                        + " ATT&CK Navigator. Needs no running engine.",
                    Operand.NOTHING, true),
                new CommandAction("try", "FILE", "Try a rules file on the events of the journal.", Operand.CONTENT)),
            value("rule", "", "rule", "name", "With try: only this rule."),
            repeated("rules", "r", "", "path",
                "With lint: load these rules before the files; with coverage: load these; repeatable."),
            value("config", "c", "", "path",
                "With lint and coverage: the configuration file; the default is /etc/eyas/eyas.yaml."),
            repeated("set", "o", "option", "key=value", "With lint and coverage: override a configuration key; repeatable.")
                .ofSetting(),
            LAST)
            .checked(
                LineCheck.after(
                    "lint",
                    LineCheck.words(2, LineCheck.MANY, "name the files of rules: eyas rules lint FILE... [-r RULES]")))
            .example("eyas rules show 'Terminal shell in container'", "See the condition, the matches and the cost of a rule.")
            .example("eyas rules disable 'Contact cloud metadata service from container'", "Switch a rule off.")
            .example("eyas rules try my_rules.yaml --rule 'My rule'", "See what a rule finds in the events of the journal."),
        command(
            "sources",
            "Event sources of the running engine.",
            List.of(
                CommandAction.of("list", "List all sources; the default."),
                CommandAction.of("pushdown", "Show how many events of each type the driver delivers and keeps in the kernel."),
                CommandAction.named("use", "KIND", "Monitor system calls with another driver, until the next start.")))
            .example("eyas sources use kmod", "Switch to the kernel module; no event is lost."),
        command(
            "completeness",
            "How many events each rule saw, and how many it did not see and why.",
            List.of(
                new CommandAction("", "[RULE]",
                    "Show the sum of every rule; with the name of a rule, each of its minutes.", Operand.NAME)),
            value("since", "", "since", "time", "The last minutes, hours or days: 15m, 2h, 1d; the default is 1h."))
            .example("eyas completeness --since 2h", "See what each rule missed in the last two hours.")
            .example("eyas completeness 'Terminal shell in container'", "See each minute of one rule."),
        command(
            "outputs",
            "Outputs of the running engine.",
            List.of(
                CommandAction.of("list", "List all outputs; the default."),
                CommandAction.named("reopen", "NAME", "Reopen the files and connections of an output."),
                CommandAction.named("test", "NAME", "Send a test alert to an output.")))
            .example("eyas outputs test http", "Send a test alert."),
        command(
            "mute",
            "Mutes of the running engine, which hide alerts for a time.",
            List.of(
                CommandAction.of("list", "List all mutes, and how many alerts each has hidden; the default."),
                new CommandAction("try", "NUMBER", "Show what a mute of alerts like this one would have hidden.", Operand.WORDS),
                new CommandAction("add", "NUMBER", "Mute alerts like this one; needs --reason.", Operand.WORDS),
                CommandAction.named("end", "NAME", "End a mute: remove its file.")),
            value("fields", "", "fields", "names",
                "With try and add: the fields by which alerts are muted, comma-separated; without it, those that try proposes."),
            value("for", "", "for", "time", "With add: how long the mute lasts: 30m, 12h, 7d; the default is 7d."),
            value("reason", "", "reason", "text", "With add: why, for those who see the mute later."),
            value("owner", "", "owner", "name", "With add: who is responsible; the default is the user of this command."))
            .checked(
                LineCheck.after(
                    "add",
                    LineCheck.needing("reason", "say why: eyas mute add NUMBER --reason TEXT")))
            .example("eyas mute", "See what is muted, and what that hid.")
            .example("eyas mute try 4711", "See what a mute of alerts like number 4711 would have hidden.")
            .example("eyas mute add 4711 --for 30d --reason 'nightly backup' --owner ann", "Mute them for a month.")
            .example("eyas mute end m1", "Let the alerts of a mute come again."),
        command(
            "alerts",
            "Alerts of the running engine.",
            List.of(
                CommandAction.of("list", "List the newest alerts, or those that match a query; the default."),
                CommandAction.of("follow", "Print every new alert, until you press Ctrl-C."),
                new CommandAction("show", "NUMBER", "Show all details of an alert.", Operand.WORDS)),
            QUERY,
            value("before", "", "before", "number", "Only alerts with smaller numbers: the ones before those of the last list."),
            value("container", "", "container", "name", "Only alerts of containers whose name contains this."),
            value("pod", "", "pod", "name", "Only alerts of pods whose NAMESPACE/NAME contains this."),
            LAST)
            .example("eyas alerts -q 'priority>=warning proc.name:curl since:2h' -n 50", "Search the alerts of two hours.")
            .example("eyas alerts follow --json", "Print new alerts for another program.")
            .example("eyas alerts show 4711", "See the processes of an alert, and why its rule fired."),
        command(
            "incidents",
            "Incidents of the running engine: alerts and signals that belong together.",
            List.of(
                CommandAction.of("list", "List the open incidents and the last closed ones; the default."),
                CommandAction.named("show", "ID", "Show the steps of an incident."),
                CommandAction.named("close", "ID", "Close an incident: later steps begin another one."),
                CommandAction.named("harmless", "ID", "Close an incident, and report none like it for 30 days."),
                CommandAction.of("verdicts", "List the incidents that were said to be harmless, and how many they hide."),
                CommandAction.named("withdraw", "ID", "Report incidents like this one again."),
                CommandAction.named("unlink", "ID", "Remove the step of --step, and all later ones like it.")),
            value("step", "", "step", "number", "With unlink: the number of the step, as show prints it.").ofNumber())
            .checked(
                LineCheck.after("unlink", LineCheck.needing("step", "name the step: eyas incidents unlink ID --step NUMBER")))
            .example("eyas incidents", "See what belongs together.")
            .example("eyas incidents show i-6a5b4c3d00112233", "Read the story of one.")
            .example("eyas incidents unlink i-6a5b4c3d00112233 --step 3", "Take out a step that does not belong to it."),
        command(
            "top",
            "Show rates, losses, problems, the loudest rules and the newest alerts, until you press Ctrl-C.",
            List.of(CommandAction.of("",
                "Show one page that is renewed again and again; without a terminal, one page after another.")),
            value("interval", "n", "interval", "seconds", "The time between two pages; the default is 2.").ofNumber(),
            value("count", "", "count", "pages", "End after this many pages.").ofNumber(),
            QUERY)
            .example("eyas top -q since:10m", "Watch the engine; count only the alerts of the last ten minutes.")
            .example("eyas top --count 1 --json", "Get all figures once, for a script."),
        command(
            "health",
            "Problems of the running engine; the exit code is 1 if there is one.",
            List.of(
                CommandAction.of("show", "Show the problems; the default."),
                CommandAction.named("readmit", "NAME", "Call services of a bundle again that were taken out because of faults.")))
            .example("eyas health", "Exit with 1 if something does not work."),
        command(
            "journal",
            "Recent events that the running engine records, for trying rules.",
            List.of(
                CommandAction.of("show", "Show what the journal contains; the default."),
                CommandAction.of("record", "Start recording events."),
                CommandAction.of("clear", "Stop recording and discard the events.")),
            value("mb", "", "mb", "number", "With record: the maximum size in MB.").ofNumber(),
            value("seconds", "", "seconds", "number", "With record: the duration in seconds.").ofNumber())
            .example("eyas journal record --seconds 600 --mb 64", "Record events for ten minutes."),
        command(
            "config",
            "Configuration of the running engine.",
            List.of(
                CommandAction.of("show", "Show the configuration file; the default."),
                new CommandAction("get", "KEY", "Show the value of a key and where it is set.", Operand.WORDS),
                new CommandAction("set", "KEY VALUE", "Save a key in the configuration file; the engine applies it.",
                    Operand.WORDS),
                new CommandAction("check", "[FILE]", "Check the configuration file, or another file in its place.",
                    Operand.CONTENT),
                CommandAction.named("history", "[FILE]",
                    "List the versions of the files that Eyas writes: configuration, rules and mutes; with FILE, show the changed lines."),
                new CommandAction("revert", "FILE VERSION", "Write an older version of such a file again; the engine applies it.",
                    Operand.WORDS)))
            .example("eyas config history eyas.yaml", "See who changed which lines.")
            .example("eyas config revert eyas.yaml 3", "Go back to version 3; that is a new version, so it can be undone, too.")
            .example("eyas config get json_output", "See a value and where it is set.")
            .example("eyas config set json_output true", "Change a key in the file."),
        command(
            "audit",
            "Who changed what in the engine.",
            List.of(CommandAction.of("list", "List the newest entries; the default.")),
            LAST)
            .example("eyas audit -n 20", "See the last 20 changes."));
  }

  private static Subcommand command(String name, String description, List<CommandAction> actions, OptionDefinition... own) {
    List<OptionDefinition> arguments = new ArrayList<>();
    arguments.add(flag("help", "h", "help", "Print this list and exit."));
    arguments.addAll(List.of(own));
    arguments.add(flag("json", "", "json", "Print JSON, one object per line."));
    arguments.add(
        value("socket", "", "socket", "path", "The engine's eyas.control.socket; the default is " + SOCKET + "."));
    arguments.add(flag("names", "", "names", "Print the names that an action accepts, for shell completion."));
    Subcommand command = new Subcommand(name, "[ACTION]", description, CommandPlace.ENGINE, arguments, actions);
    return command.hasNamedActions()
        ? command
        : new Subcommand(name, actions.getFirst().operands(), description, CommandPlace.ENGINE, arguments, actions);
  }
}
