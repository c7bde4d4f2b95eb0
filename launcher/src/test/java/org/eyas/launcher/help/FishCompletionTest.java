package org.eyas.launcher.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.launcher.line.CommandTable;
import org.eyas.launcher.line.OptionDefinition;
import org.eyas.launcher.line.OptionTable;
import org.eyas.launcher.line.Subcommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FishCompletionTest {
  private static final Path FISH = Path.of("/usr/bin/fish");
  private static final String SCRIPT = FishCompletion.render();

  @TempDir Path folder;

  private static void isProposed(String condition, OptionDefinition option) {
    for (String spelling : option.spellings()) {
      String form = spelling.startsWith("--") ? "-l " + spelling.substring(2) : "-s " + spelling.substring(1);
      assertTrue(
          SCRIPT.lines()
              .anyMatch(line -> line.startsWith("complete -c eyas -n '" + condition + "' ") && line.contains(form + " ")),
          condition + " " + spelling);
    }
  }

  /** What fish proposes at the end of a line, without the descriptions. */
  private List<String> proposals(String line) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(FISH), "fish is not installed");
    Path script = Files.writeString(folder.resolve("eyas.fish"), SCRIPT);
    ProcessBuilder fish =
        new ProcessBuilder(
            FISH.toString(), "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", script.toString(), line);
    fish.environment().put("HOME", folder.toString());
    Process process = fish.redirectErrorStream(true).start();
    List<String> lines = new String(process.getInputStream().readAllBytes()).lines().toList();
    assertEquals(0, process.waitFor(), lines::toString);
    return lines.stream().map(each -> each.split("\t")[0]).toList();
  }

  @Test
  void everyCommandActionAndOptionIsProposed() {
    OptionTable.ALL.forEach(option -> isProposed("__eyas_run", option));
    for (Subcommand command : CommandTable.ALL) {
      assertTrue(SCRIPT.contains("-eq 1' -f -a " + command.name() + " -d "), command::name);
      command.arguments().forEach(option -> isProposed("__eyas_in " + command.name(), option));
      if (command.hasNamedActions()) {
        command.actionNames()
            .forEach(name -> assertTrue(SCRIPT.contains("__eyas_at 2 " + command.name() + "' -f -a " + name + " "), name));
      }
    }
  }

  @Test
  void fishProposesCommandsActionsOptionsAndChoices() throws IOException, InterruptedException {
    assertEquals(List.of("rules", "run"), proposals("eyas ru").stream().sorted().toList());
    assertEquals(List.of("disable"), proposals("eyas rules d"));
    assertEquals(List.of("--junit"), proposals("eyas test --ju"));
    assertEquals(List.of("json", "markdown", "text"), proposals("eyas --format ").stream().sorted().toList());
  }

  @Test
  void fishProposesNamesOfTheEngine() throws IOException, InterruptedException {
    Path program = Files.writeString(folder.resolve("eyas"), "#!/bin/sh\necho \"Terminal shell: $*\"\n");
    assertTrue(program.toFile().setExecutable(true));
    assertEquals(
        List.of("Terminal shell: rules show --names"), proposals(program + " rules show T"));
  }
}
