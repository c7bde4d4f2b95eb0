package org.eyas.launcher;

/** What {@code --help} prints. */
final class HelpText {
  private static final int DESCRIPTION_COLUMN = 30;

  private HelpText() {}

  static String render() {
    StringBuilder out = new StringBuilder("Eyas: runtime security for Linux; runs Falco's rules.\nUsage:\n  eyas [OPTION...]\n\n");
    for (Argument argument : LaunchOptions.ARGUMENTS) {
      int start = out.length();
      out.append("  ").append(names(argument));
      while (out.length() - start < DESCRIPTION_COLUMN) {
        out.append(' ');
      }
      out.append(' ').append(argument.description()).append('\n');
    }
    return out.toString();
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
