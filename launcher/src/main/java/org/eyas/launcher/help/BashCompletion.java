package org.eyas.launcher.help;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.launcher.line.CommandTable;
import org.eyas.launcher.line.OptionDefinition;
import org.eyas.launcher.line.OptionTable;
import org.eyas.launcher.line.Subcommand;

/** The file by which bash completes the program's options: generated from the tables, shipped in the distribution. */
public final class BashCompletion {
  /** The names of values that are files or folders. */
  private static final Set<String> FILES = Set.of("path", "file", "files", "dir");

  private BashCompletion() {}

  public static String render() {
    StringBuilder out = new StringBuilder();
    out.append(
        """
        # Completion for bash. Written from the tables of options by BashCompletionTest; not to be edited.

        # Names that the running engine knows, one per line; those with blanks are quoted for the shell.
        _eyas_names() {
          local name
          while IFS= read -r name; do
            [[ $name == "$current"* || $(printf '%q' "$name") == "$current"* ]] && COMPREPLY+=("$(printf '%q' "$name")")
          done < <("${COMP_WORDS[0]}" "${COMP_WORDS[1]}" "${COMP_WORDS[2]}" --names 2> /dev/null)
        }

        _eyas() {
          local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} words actions='' named=''
          COMPREPLY=()
          case ${COMP_WORDS[1]} in
        """);
    for (Subcommand command : CommandTable.ALL) {
      branch(command.name(), command.arguments(), out);
      actions(command, out);
      out.append("      ;;\n");
    }
    branch("*", OptionTable.ALL, out);
    out.append("      ;;\n");
    out.append(
        """
          esac
          if [[ $current == -* ]]; then
            mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
            return
          fi
          if ((COMP_CWORD == 1)); then
            mapfile -t COMPREPLY < <(compgen -W '%s' -- "$current")
            return
          fi
          if [[ -n $actions ]] && ((COMP_CWORD == 2)); then
            mapfile -t COMPREPLY < <(compgen -W "$actions" -- "$current")
            return
          fi
          if [[ -n $named && " $named " == *" ${COMP_WORDS[2]} "* ]]; then
            ((COMP_CWORD == 3)) && _eyas_names
            return
          fi
          mapfile -t COMPREPLY < <(compgen -f -- "$current")
        }
        complete -o filenames -F _eyas eyas
        """
            .formatted(CommandTable.ALL.stream().map(Subcommand::name).collect(Collectors.joining(" "))));
    return out.toString();
  }

  private static void branch(String pattern, List<OptionDefinition> arguments, StringBuilder out) {
    out.append("    ").append(pattern).append(")\n      case $previous in\n");
    arguments.stream()
        .filter(argument -> !argument.value().choices().isEmpty())
        .forEach(argument -> choices(argument, out));
    String others =
        spellings(arguments.stream().filter(BashCompletion::hasFreeValue)).collect(Collectors.joining(" | "));
    if (!others.isEmpty()) {
      out.append("        ").append(others).append(") return ;;\n");
    }
    out.append("      esac\n      words='");
    out.append(spellings(arguments.stream()).collect(Collectors.joining(" "))).append("'\n");
  }

  private static void actions(Subcommand command, StringBuilder out) {
    if (command.hasNamedActions()) {
      out.append("      actions='").append(String.join(" ", command.actionNames())).append("'\n");
      out.append("      named='").append(String.join(" ", command.namedActions())).append("'\n");
    }
  }

  private static void choices(OptionDefinition argument, StringBuilder out) {
    out.append("        ").append(String.join(" | ", argument.spellings())).append(")\n");
    out.append("          mapfile -t COMPREPLY < <(compgen -W '").append(String.join(" ", argument.value().choices()));
    out.append("' -- \"$current\")\n          return\n          ;;\n");
  }

  /**
   * Whether an option takes a value without proposals: a number or a name. Files are proposed by the rule for all words
   * without a dash.
   */
  private static boolean hasFreeValue(OptionDefinition argument) {
    boolean mustHaveOne = argument.takesValue() && argument.count() != OptionDefinition.Count.VALUE_OPTIONAL;
    return mustHaveOne && argument.value().choices().isEmpty() && !isFile(argument);
  }

  /** Whether the value of an option is a file or a folder. */
  static boolean isFile(OptionDefinition argument) {
    return FILES.contains(argument.value().name());
  }

  private static Stream<String> spellings(Stream<OptionDefinition> arguments) {
    return arguments.flatMap(argument -> argument.spellings().stream());
  }
}
