package org.eyas.launcher.help;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.launcher.line.CommandTable;
import org.eyas.launcher.line.OptionDefinition;
import org.eyas.launcher.line.OptionTable;
import org.eyas.launcher.line.Subcommand;

/** The function by which zsh completes the program's commands, actions and options: generated from the tables. */
public final class ZshCompletion {
  private ZshCompletion() {}

  public static String render() {
    StringBuilder out = new StringBuilder();
    out.append(
        """
        #compdef eyas
        # Completion for zsh: source <(eyas completion zsh), or write it to a file _eyas in a folder of fpath.

        # Names that the running engine knows, one per line.
        _eyas_names() {
          local -a names
          names=("${(@f)$($words[1] $words[2] $words[3] --names 2> /dev/null)}")
          compadd -a names
        }

        _eyas() {
          local -a options actions
          local named='' command=$words[2]
          if ((CURRENT == 2)) && [[ $command != -* ]]; then
            actions=(
        """);
    CommandTable.ALL.forEach(command -> out.append("      ").append(described(command.name(), command.description())));
    out.append(
        """
            )
            _describe command actions
            return
          fi
          case $command in
        """);
    CommandTable.ALL.forEach(command -> branch(command, out));
    out.append("    *)\n");
    options(OptionTable.ALL, out);
    out.append(
        """
              _arguments -s $options
              return
              ;;
          esac
          if (($#actions && CURRENT == 3)) && [[ $words[3] != -* ]]; then
            _describe action actions
          elif ((CURRENT == 4)) && [[ " $named " == *" $words[3] "* ]]; then
            _eyas_names
          else
            shift words
            ((CURRENT--))
            _arguments -s $options '*:file:_files'
          fi
        }

        if [[ $funcstack[1] == _eyas ]]; then
          _eyas "$@"
        else
          compdef _eyas eyas
        fi
        """);
    return out.toString();
  }

  private static void branch(Subcommand command, StringBuilder out) {
    out.append("    ").append(command.name()).append(")\n");
    options(command.arguments(), out);
    if (command.hasNamedActions()) {
      out.append("      actions=(\n");
      command.actions().forEach(action -> out.append("        ").append(described(action.name(), action.description())));
      out.append("      )\n      named='").append(String.join(" ", command.namedActions())).append("'\n");
    }
    out.append("      ;;\n");
  }

  private static void options(List<OptionDefinition> arguments, StringBuilder out) {
    out.append("      options=(\n");
    arguments.forEach(argument -> out.append("        ").append(option(argument)).append('\n'));
    out.append("      )\n");
  }

  private static String described(String name, String description) {
    return "'" + name + ":" + quoted(description) + "'\n";
  }

  /** An option as _arguments describes it: the spellings that exclude each other, the text, and the kind of its value. */
  private static String option(OptionDefinition argument) {
    boolean repeated = argument.count() == OptionDefinition.Count.REPEATED;
    Stream<String> forms = argument.spellings().stream();
    String text = "[" + quoted(argument.description()).replace("[", "\\[").replace("]", "\\]") + "]" + value(argument);
    String others = repeated ? "*" : "(" + String.join(" ", argument.spellings()) + ")";
    return forms.map(form -> "'" + others + form + joint(argument, form) + text + "'").collect(Collectors.joining(" "));
  }

  /** The value of a long option may follow in the same word. */
  private static String joint(OptionDefinition argument, String form) {
    return !argument.takesValue() ? "" : form.startsWith("--") ? "=" : "+";
  }

  private static String value(OptionDefinition argument) {
    if (!argument.takesValue()) {
      return "";
    }
    String colons = argument.count() == OptionDefinition.Count.VALUE_OPTIONAL ? "::" : ":";
    List<String> choices = argument.value().choices();
    String kind = BashCompletion.isFile(argument) ? "_files" : choices.isEmpty() ? " " : "(" + String.join(" ", choices) + ")";
    return colons + argument.value().name() + ":" + kind;
  }

  private static String quoted(String text) {
    return text.replace("'", "'\\''").replace(":", "\\:");
  }
}
