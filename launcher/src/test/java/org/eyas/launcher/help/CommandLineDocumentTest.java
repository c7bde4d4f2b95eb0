package org.eyas.launcher.help;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.eyas.launcher.line.CommandAction;
import org.eyas.launcher.line.CommandTable;
import org.eyas.launcher.line.EngineCommands;
import org.eyas.launcher.line.OptionDefinition;
import org.eyas.launcher.line.OptionTable;
import org.eyas.launcher.line.OptionTable.OptionGroup;
import org.eyas.launcher.line.Subcommand;
import org.junit.jupiter.api.Test;

/**
 * docs/command-line.md agrees with the tables of commands and options, except for the remarks about Falco, which only the document
 * has. To write it again: {@code mvn verify -pl launcher -am -Dtest=CommandLineDocumentTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Deyas.write=true}.
 */
class CommandLineDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/command-line.md");
  private static final String OPTIONS = "| option | effect | in Falco 0.44.1 |\n|---|---|---|\n";
  private static final String ACTIONS = "| command | effect |\n|---|---|\n";

  private static String commands() {
    StringBuilder out = new StringBuilder(ACTIONS);
    for (Subcommand command : CommandTable.ALL) {
      String call = "eyas " + command.name() + " " + command.operands();
      out.append("| `").append(call.strip().replace("|", "\\|")).append("` | ").append(command.description()).append(" |\n");
    }
    return out.toString();
  }

  private static String actions() {
    StringBuilder out = new StringBuilder(ACTIONS);
    for (Subcommand command : EngineCommands.all()) {
      for (CommandAction action : command.actions()) {
        String call = "eyas " + command.name() + " " + action.name() + " " + action.operands();
        out.append("| `").append(call.replaceAll(" +", " ").strip()).append("` | ").append(action.description()).append(" |\n");
      }
    }
    return out.toString();
  }

  private static String options(OptionGroup group, Map<String, String> remarks) {
    StringBuilder out = new StringBuilder(OPTIONS);
    for (OptionDefinition argument : group.arguments()) {
      String value = argument.takesValue() ? " `<" + argument.value().name() + ">`" : "";
      String start = "| `" + String.join("`, `", argument.spellings()) + "`";
      String remark = remarks.getOrDefault(argument.display(), "Not in Falco.");
      out.append(start).append(value).append(" | ").append(argument.description()).append(" | ").append(remark).append(" |\n");
    }
    return out.toString();
  }

  /** The last cell of each option's row, by its first spelling. */
  private static Map<String, String> remarks(String document) {
    Map<String, String> remarks = new HashMap<>();
    document.lines().filter(line -> line.startsWith("| `-")).forEach(line -> {
      String[] cells = line.split(" \\| ", 3);
      remarks.put(line.substring(3, line.indexOf('`', 3)), cells[2].substring(0, cells[2].length() - 2));
    });
    return remarks;
  }

  /** The document with another table: from its head, after the given text, to the first empty line. */
  private static String replaced(String document, String before, String head, String table) {
    int begin = document.indexOf(head, document.indexOf(before));
    return document.substring(0, begin) + table + document.substring(document.indexOf("\n\n", begin) + 1);
  }

  @Test
  void everyCommandActionAndOptionHasItsRow() throws IOException {
    String document = Files.readString(DOCUMENT);
    String expected = replaced(document, "\n## Commands\n", ACTIONS, commands());
    for (OptionGroup group : OptionTable.GROUPS) {
      expected = replaced(expected, "\n## " + group.title() + "\n", OPTIONS, options(group, remarks(document)));
    }
    expected = replaced(expected, "\n## The running engine\n", ACTIONS, actions());
    if (Boolean.getBoolean("eyas.write")) {
      Files.writeString(DOCUMENT, expected);
    }
    assertEquals(expected, Files.readString(DOCUMENT), "write it again with -Deyas.write=true");
  }
}
