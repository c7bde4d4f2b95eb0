package org.eyas.launcher.help;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.eyas.launcher.line.CommandExample;
import org.eyas.launcher.line.CommandTable;
import org.eyas.launcher.line.OptionDefinition;
import org.eyas.launcher.line.OptionTable;
import org.eyas.launcher.line.OptionTable.OptionGroup;
import org.eyas.launcher.line.Subcommand;

/**
 * The manual pages, generated from the tables that {@code --help} prints: eyas(1), and eyas-COMMAND(1) for each
 * command. The build of the packages calls it as a program; this class does not run in the engine.
 */
public final class ManPages {
  private static final String NAME = "eyas";

  private ManPages() {}

  /** @param args the folder for the pages, and the version in their footers */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    Files.writeString(folder.resolve(NAME + ".1"), render(args[1]));
    for (Subcommand command : CommandTable.ALL) {
      Files.writeString(folder.resolve(pageOf(command) + ".1"), render(command, args[1]));
    }
  }

  static String render(String version) {
    ManPageText page = new ManPageText(NAME, version, "runtime security for Linux; runs Falco's rules");
    page.section("SYNOPSIS").usage(NAME, "[OPTION...]");
    CommandTable.ALL.forEach(command -> page.usage(NAME + " " + command.name(), usage(command)));
    page.section("DESCRIPTION")
        .text("Eyas watches what programs do on this machine, and raises an alert when that breaks a rule.");
    page.section("OPTIONS");
    for (OptionGroup group : OptionTable.GROUPS) {
      page.subsection(group.title());
      options(group.arguments(), page);
    }
    page.section("COMMANDS");
    CommandTable.ALL.forEach(command -> page.item(command.name(), command.description() + " See " + pageOf(command) + "(1)."));
    page.section("FILES");
    page.item("/etc/eyas/eyas.yaml", "The configuration file, with the keys of Falco's falco.yaml and those of Eyas.");
    page.item("/etc/eyas/eyas_rules.local.yaml, /etc/eyas/rules.d", "Rules of this machine.");
    examples(CommandExample.OF_RUN, page);
    return seeAlso(page, CommandTable.ALL.stream().map(ManPages::pageOf).toList());
  }

  static String render(Subcommand command, String version) {
    ManPageText page = new ManPageText(pageOf(command), version, command.description());
    page.section("SYNOPSIS").usage(NAME + " " + command.name(), usage(command));
    if (command.hasNamedActions()) {
      page.section("ACTIONS");
      command.actions()
          .forEach(action -> page.item((action.name() + " " + action.operands()).stripTrailing(), action.description()));
    }
    page.section("OPTIONS");
    options(command.arguments(), page);
    examples(command.examples(), page);
    return seeAlso(page, List.of(NAME));
  }

  private static void examples(List<CommandExample> examples, ManPageText page) {
    page.section("EXAMPLES");
    examples.forEach(example -> page.item(example.line(), example.effect()));
  }

  private static String seeAlso(ManPageText page, Collection<String> others) {
    page.section("SEE ALSO").text(others.stream().map(other -> other + "(1)").collect(Collectors.joining(", ")));
    return page.toString();
  }

  private static String pageOf(Subcommand command) {
    return NAME + "-" + command.name();
  }

  private static String usage(Subcommand command) {
    return (command.operands() + " [OPTION...]").strip();
  }

  private static void options(List<OptionDefinition> arguments, ManPageText page) {
    arguments.forEach(argument -> page.item(HelpText.names(argument).strip(), HelpText.text(argument)));
  }
}
