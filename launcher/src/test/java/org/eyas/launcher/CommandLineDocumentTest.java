package org.eyas.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares docs/command-line.md with the table of options. */
class CommandLineDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/command-line.md");

  /** Name and effect of each option under the title of its group; a third cell about Falco is only in the document. */
  private static List<String> expected() {
    List<String> lines = new ArrayList<>();
    for (OptionGroup group : OptionTable.GROUPS) {
      lines.add("## " + group.title());
      group.arguments().forEach(argument -> lines.add(row(argument)));
    }
    return lines;
  }

  private static String row(OptionDefinition argument) {
    String value = argument.takesValue() ? " `<" + argument.value().name() + ">`" : "";
    return "| `" + String.join("`, `", argument.spellings()) + "`" + value + " | " + argument.description() + " |";
  }

  @Test
  void everyOptionHasItsRowAndNoRowIsLeftOver() throws IOException {
    List<String> written = new ArrayList<>();
    for (String line : Files.readAllLines(DOCUMENT)) {
      if (line.startsWith("| `-")) {
        written.add(line.substring(0, line.indexOf(" |", line.indexOf(" |") + 2) + 2));
      } else if (OptionTable.GROUPS.stream().anyMatch(group -> line.equals("## " + group.title()))) {
        written.add(line);
      }
    }
    assertEquals(String.join("\n", expected()), String.join("\n", written));
  }

  private static String row(Subcommand command, CommandAction action) {
    String call = "eyas " + command.name() + " " + action.name() + " " + action.operands();
    return "| `" + call.replaceAll(" +", " ").strip() + "` | " + action.description() + " |";
  }

  @Test
  void everyActionOfTheRunningEngineHasItsRow() throws IOException {
    List<String> expected = new ArrayList<>();
    for (Subcommand command : EngineCommands.all()) {
      command.actions().forEach(action -> expected.add(row(command, action)));
    }
    List<String> written = Files.readAllLines(DOCUMENT).stream().filter(line -> line.startsWith("| `eyas ")).toList();
    assertEquals(String.join("\n", expected), String.join("\n", written));
  }
}
