package org.eyas.launcher.help;

import java.util.List;
import java.util.stream.Collectors;
import org.eyas.launcher.line.CommandAction;
import org.eyas.launcher.line.CommandTable;
import org.eyas.launcher.line.OptionDefinition;
import org.eyas.launcher.line.OptionTable;
import org.eyas.launcher.line.Subcommand;

/** The lines by which fish completes the program's commands, actions and options: generated from the tables. */
public final class FishCompletion {
  private FishCompletion() {}

  /** The text of a file {@code eyas.fish}. */
  public static String render() {
    StringBuilder out = new StringBuilder();
    out.append(
        """
        # Completion for fish: eyas completion fish | source, or write it to ~/.config/fish/completions/eyas.fish.

        # Whether COUNT words are before the cursor, and the second one is the command.
        function __eyas_at
          set -l words (commandline -opc)
          test (count $words) -eq $argv[1]; and test "$words[2]" = $argv[2]
        end

        # Whether the line is one of this command.
        function __eyas_in
          set -l words (commandline -opc)
          test (count $words) -ge 2; and test "$words[2]" = $argv[1]
        end

        # Whether the cursor is after one of these actions of the command, which a name follows.
        function __eyas_named
          set -l words (commandline -opc)
          __eyas_at 3 $argv[1]; and contains -- "$words[3]" $argv[2..-1]
        end

        # Names that the running engine knows, one per line.
        function __eyas_names
          set -l words (commandline -opc)
          $words[1] $words[2] $words[3] --names 2> /dev/null
        end

        # Whether the line has no command: that of a run.
        function __eyas_run
          set -l words (commandline -opc)
          test (count $words) -lt 2; or not contains -- "$words[2]" COMMANDS
        end

        """
            .replace("COMMANDS", CommandTable.ALL.stream().map(Subcommand::name).collect(Collectors.joining(" "))));
    CommandTable.ALL.forEach(
        command -> line("test (count (commandline -opc)) -eq 1", word(command.name(), command.description()), out));
    CommandTable.ALL.forEach(command -> command(command, out));
    OptionTable.ALL.forEach(option -> line("__eyas_run", option(option), out));
    return out.toString();
  }

  private static void command(Subcommand command, StringBuilder out) {
    if (command.hasNamedActions()) {
      for (CommandAction action : command.actions()) {
        line("__eyas_at 2 " + command.name(), word(action.name(), action.description()), out);
      }
    }
    List<String> named = command.namedActions();
    if (command.hasNamedActions() && !named.isEmpty()) {
      line("__eyas_named " + command.name() + " " + String.join(" ", named), "-f -a '(__eyas_names)'", out);
    }
    command.arguments().forEach(option -> line("__eyas_in " + command.name(), option(option), out));
  }

  private static void line(String condition, String proposal, StringBuilder out) {
    out.append("complete -c eyas -n '").append(condition).append("' ").append(proposal).append('\n');
  }

  private static String word(String word, String description) {
    return "-f -a " + word + " -d " + quoted(description);
  }

  private static String option(OptionDefinition option) {
    StringBuilder out = new StringBuilder();
    out.append(option.shortName().isEmpty() ? "" : "-s " + option.shortName() + " ");
    out.append(option.longName().isEmpty() ? "" : "-l " + option.longName() + " ");
    List<String> choices = option.value().choices();
    if (!choices.isEmpty()) {
      out.append("-x -a ").append(quoted(String.join(" ", choices))).append(' ');
    } else if (option.takesValue() && option.count() != OptionDefinition.Count.VALUE_OPTIONAL) {
      out.append(BashCompletion.isFile(option) ? "-r -F " : "-x ");
    }
    return out.append("-d ").append(quoted(option.description())).toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
