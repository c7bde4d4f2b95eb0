package org.eyas.launcher;

import static org.eyas.launcher.Argument.flag;
import static org.eyas.launcher.Argument.value;

import java.util.ArrayList;
import java.util.List;
import org.eyas.launcher.Action.Operand;

/** The commands that ask the running engine. */
final class EngineCommands {
  /** Where an engine is reached that was not told another place. */
  static final String SOCKET = "/run/eyas/control.sock";

  private static final Argument LAST = value("last", "n", "last", "count", "So many at the most, the newest.").ofNumber();

  private EngineCommands() {}

  /** All of them; {@link Subcommand#ALL} holds them. */
  static List<Subcommand> all() {
    return List.of(
        command(
            "bundles",
            "Bundles of the running engine.",
            List.of(
                Action.of("list", "All bundles; the default."),
                Action.named("start", "NAME", "Start one, until what is chosen to run changes or the engine ends."),
                Action.named("stop", "NAME", "Stop one, likewise."),
                new Action(
                    "install", "FILE", "Copy a jar into the watched folder and wait until it runs.", Operand.PATH),
                Action.named("remove", "NAME", "Take a jar out of the watched folder."))),
        command(
            "rules",
            "Rules of the running engine.",
            List.of(
                Action.of("list", "All rules with their state, hits and cost; the default."),
                Action.named("show", "NAME", "All about one rule."),
                Action.named("enable", "NAME", "Enable a rule, in the configuration file."),
                Action.named("disable", "NAME", "Disable a rule, in the configuration file."),
                new Action("check", "FILE", "Check a rules file beside those that run.", Operand.CONTENT),
                new Action("try", "FILE", "Hold a rules file against the events of the journal.", Operand.CONTENT)),
            value("rule", "", "rule", "name", "With try: tell of this rule alone."),
            LAST),
        command(
            "sources",
            "Sources of events of the running engine.",
            List.of(
                Action.of("list", "All sources; the default."),
                Action.named("use", "KIND", "Take system calls from another driver, until the next start."))),
        command(
            "outputs",
            "Outputs of the running engine.",
            List.of(
                Action.of("list", "All outputs; the default."),
                Action.named("reopen", "NAME", "Reopen what an output has open."),
                Action.named("test", "NAME", "Send a test alert to an output."))),
        command(
            "alerts",
            "Alerts of the running engine.",
            List.of(
                Action.of("list", "The newest alerts; the default."),
                Action.of("follow", "Every alert from now on, until you press Ctrl-C."),
                new Action("show", "NUMBER", "All about one alert.", Operand.WORDS)),
            LAST),
        command(
            "health",
            "What is not well with the running engine; ends with 1 where something is.",
            List.of(
                Action.of("show", "The same; the default."),
                Action.named("readmit", "NAME", "Call again what was taken out of a bundle because of its faults."))),
        command(
            "journal",
            "Recent events that the running engine keeps, to try rules on.",
            List.of(
                Action.of("show", "What it holds; the default."),
                Action.of("record", "Keep events from now on."),
                Action.of("clear", "Keep no more and forget them.")),
            value("mb", "", "mb", "number", "With record: MB that they may take.").ofNumber(),
            value("seconds", "", "seconds", "number", "With record: for so long.").ofNumber()),
        command(
            "config",
            "Configuration of the running engine.",
            List.of(
                Action.of("show", "The configuration file; the default."),
                new Action("get", "KEY", "What counts for a key, and where it stands.", Operand.WORDS),
                new Action("set", "KEY VALUE", "Save a key in the configuration file; the engine takes it over.", Operand.WORDS),
                new Action("check", "[FILE]", "Check the configuration file, or another text for it.", Operand.CONTENT))),
        command(
            "audit",
            "Who changed what of the engine.",
            List.of(Action.of("list", "The newest entries; the default.")),
            LAST));
  }

  private static Subcommand command(String name, String description, List<Action> actions, Argument... own) {
    List<Argument> arguments = new ArrayList<>();
    arguments.add(flag("help", "h", "help", "Print this list and exit."));
    arguments.addAll(List.of(own));
    arguments.add(flag("json", "", "json", "Print JSON, an object on each line."));
    arguments.add(
        value("socket", "", "socket", "path", "Where the engine is reached, its eyas.control.socket; " + SOCKET + " where none is named."));
    arguments.add(flag("names", "", "names", "Print the names that an action takes, for the completion of a shell."));
    return new Subcommand(name, "[ACTION]", description, arguments, actions);
  }
}
