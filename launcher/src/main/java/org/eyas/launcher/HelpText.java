package org.eyas.launcher;

/** What {@code --help} prints. */
final class HelpText {
  private static final int DESCRIPTION_COLUMN = 30;

  private HelpText() {}

  static String render() {
    StringBuilder out =
        new StringBuilder("Eyas: runtime security for Linux; runs Falco's rules.\nUsage:\n  eyas [OPTION...]\n");
    for (Subcommand command : Subcommand.ALL) {
      out.append("  eyas ").append(command.name()).append(' ').append(command.operands()).append(" [OPTION...]\n");
    }
    out.append('\n');
    LaunchOptions.ARGUMENTS.forEach(argument -> line(names(argument), argument.description(), out));
    out.append("\nCommands, each with a --help of its own:\n");
    Subcommand.ALL.forEach(command -> line(command.name(), command.description(), out));
    return out.toString();
  }

  static String render(Subcommand command) {
    StringBuilder out = new StringBuilder(command.description());
    out.append("\nUsage:\n  eyas ").append(command.name()).append(' ').append(command.operands());
    out.append(" [OPTION...]\n\n");
    command.arguments().forEach(argument -> line(names(argument), argument.description(), out));
    return out.toString();
  }

  private static void line(String name, String description, StringBuilder out) {
    int start = out.length();
    out.append("  ").append(name);
    while (out.length() - start < DESCRIPTION_COLUMN) {
      out.append(' ');
    }
    out.append(' ').append(description).append('\n');
  }

  private static String names(Argument argument) {
    String shortForm = argument.shortName().isEmpty() ? "   " : "-" + argument.shortName();
    String longForm = argument.longName().isEmpty() ? "" : "--" + argument.longName();
    String both = shortForm + (shortForm.isBlank() || longForm.isEmpty() ? " " : ", ") + longForm;
    return switch (argument.count()) {
      case VALUE_OPTIONAL -> both + "[=<" + argument.value() + ">]";
      case ONCE, REPEATED -> argument.value().isEmpty() ? both : both.stripTrailing() + " <" + argument.value() + ">";
    };
  }
}
