package org.eyas.launcher.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eyas.launcher.line.OptionDefinition;
import org.eyas.launcher.line.OptionTable;
import org.junit.jupiter.api.Test;

class BashCompletionTest {
  private static final Path SHIPPED = Path.of("../dist/src/main/dist/share/bash-completion/completions/eyas");

  @Test
  void theShippedFileFollowsTheTable() throws IOException {
    if (Boolean.getBoolean("eyas.write")) {
      Files.createDirectories(SHIPPED.getParent());
      Files.writeString(SHIPPED, BashCompletion.render());
    }
    assertEquals(
        BashCompletion.render(),
        Files.readString(SHIPPED),
        "write it again: mvn verify -pl launcher -am -Dtest=BashCompletionTest -Dsurefire.failIfNoSpecifiedTests=false"
            + " -Deyas.write=true");
  }

  @Test
  void everySpellingOfEveryOptionIsProposed() {
    String script = BashCompletion.render();
    for (OptionDefinition argument : OptionTable.ALL) {
      for (String spelling : argument.spellings()) {
        assertTrue(script.matches("(?s).*words='[^']*(?<=[' ])" + spelling + "(?=[' ]).*"), spelling);
      }
    }
  }
}
