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

class ZshCompletionTest {
  private static final String SCRIPT = ZshCompletion.render();

  private static void isProposed(OptionDefinition argument) {
    for (String spelling : argument.spellings()) {
      assertTrue(SCRIPT.matches("(?s).*[)*]" + spelling + "[+=]?\\[.*"), spelling);
    }
  }

  @Test
  void everyCommandActionAndOptionIsProposed() {
    OptionTable.ALL.forEach(ZshCompletionTest::isProposed);
    for (Subcommand command : CommandTable.ALL) {
      assertTrue(SCRIPT.contains("\n      '" + command.name() + ":"), command::name);
      command.arguments().forEach(ZshCompletionTest::isProposed);
      if (command.hasNamedActions()) {
        command.actionNames().forEach(name -> assertTrue(SCRIPT.contains("\n        '" + name + ":"), name));
      }
    }
  }

  @Test
  void quotesAndColonsOfATextDoNotEndIt() {
    assertTrue(SCRIPT.contains("such as '\\''priority>=warning proc.name\\:curl'\\''"), SCRIPT);
    assertTrue(SCRIPT.contains("a.b=v, a\\[0\\].b=v"), SCRIPT);
  }

  @Test
  void zshAcceptsIt(@TempDir Path folder) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/zsh")), "zsh is not installed");
    Path script = Files.writeString(folder.resolve("_eyas"), SCRIPT);
    Process zsh = new ProcessBuilder(List.of("/usr/bin/zsh", "-n", script.toString())).redirectErrorStream(true).start();
    assertEquals("", new String(zsh.getInputStream().readAllBytes()));
    assertEquals(0, zsh.waitFor());
  }
}
