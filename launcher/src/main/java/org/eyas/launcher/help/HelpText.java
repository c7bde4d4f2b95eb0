package org.eyas.launcher.help;

import java.util.List;
import org.eyas.launcher.line.CommandExample;
import org.eyas.launcher.line.CommandTable;
import org.eyas.launcher.line.OptionDefinition;
import org.eyas.launcher.line.OptionEffect;
import org.eyas.launcher.line.OptionTable;
import org.eyas.launcher.line.OptionTable.OptionGroup;
import org.eyas.launcher.line.Subcommand;

/** The text that {@code --help} prints. */
public final class HelpText {
  private static final int DESCRIPTION_COLUMN = 36;
  private static final int LINE_WIDTH = 120;

  private HelpText() {}

  public static String render() {
    StringBuilder out =
        new StringBuilder("Eyas: runtime security for Linux; runs Falco's rules.\nUsage:\n  eyas [OPTION...]\n");
    CommandTable.ALL.forEach(command -> usage(command, out));
    for (OptionGroup group : OptionTable.GROUPS) {
      out.append('\n').append(group.title()).append(":\n");
      lines(group.arguments(), out);
    }
    out.append("\nCommands, each with its own --help:\n");
    CommandTable.ALL.forEach(command -> line("  " + command.name(), command.description(), out));
    examples(CommandExample.OF_RUN, out);
    return out.toString();
  }

  public static String render(Subcommand command) {
    StringBuilder out = new StringBuilder(command.description()).append("\nUsage:\n");
    usage(command, out);
    if (command.hasNamedActions()) {
      out.append("\nActions:\n");
      command.actions()
          .forEach(action -> line(("  " + action.name() + " " + action.operands()).stripTrailing(), action.description(), out));
      out.append("\nOptions:\n");
    } else {
      out.append('\n');
    }
    lines(command.arguments(), out);
    examples(command.examples(), out);
    return out.toString();
  }

  private static void examples(List<CommandExample> examples, StringBuilder out) {
    out.append("\nExamples:\n");
    examples.forEach(example -> out.append("  ").append(example.line()).append("\n      ").append(example.effect()).append('\n'));
  }

  private static void usage(Subcommand command, StringBuilder out) {
    out.append("  eyas ").append(command.name());
    out.append(command.operands().isEmpty() ? "" : " " + command.operands()).append(" [OPTION...]\n");
  }

  private static void lines(List<OptionDefinition> arguments, StringBuilder out) {
    arguments.forEach(argument -> line("  " + names(argument), text(argument), out));
  }

  /** The description of an option. */
  static String text(OptionDefinition argument) {
    return argument.description() + advice(argument.effect());
  }

  private static String advice(OptionEffect effect) {
    return switch (effect) {
      case OptionEffect.Passed _ -> "";
      case OptionEffect.Sets _ -> "";
      case OptionEffect.Ignored(String advice) -> " No effect: " + advice + ".";
      case OptionEffect.Refused(String advice) -> " Refused: " + advice + ".";
    };
  }

  private static void line(String names, String description, StringBuilder out) {
    out.append(names);
    if (names.length() >= DESCRIPTION_COLUMN) {
      out.append('\n').repeat(' ', DESCRIPTION_COLUMN);
    } else {
      out.repeat(' ', DESCRIPTION_COLUMN - names.length());
    }
    int length = DESCRIPTION_COLUMN;
    for (String word : description.split(" ")) {
      if (length > DESCRIPTION_COLUMN && length + word.length() > LINE_WIDTH) {
        out.setLength(out.length() - 1);
        out.append('\n').repeat(' ', DESCRIPTION_COLUMN);
        length = DESCRIPTION_COLUMN;
      }
      out.append(word).append(' ');
      length += word.length() + 1;
    }
    out.setLength(out.length() - 1);
    out.append('\n');
  }

  /** The spellings of an option and the name of its value; aligned, so that all long forms begin in the same column. */
  static String names(OptionDefinition argument) {
    String shortForm = argument.shortName().isEmpty() ? "   " : "-" + argument.shortName();
    String longForm = argument.longName().isEmpty() ? "" : "--" + argument.longName();
    String both = shortForm + (shortForm.isBlank() || longForm.isEmpty() ? " " : ", ") + longForm;
    if (!argument.takesValue()) {
      return both.stripTrailing();
    }
    return argument.count() == OptionDefinition.Count.VALUE_OPTIONAL
        ? both + "[=<" + argument.value().name() + ">]"
        : both.stripTrailing() + " <" + argument.value().name() + ">";
  }
}
