package org.eyas.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManPagesTest {
  @Test
  void everyOptionHasAnItemWithItsDescription() {
    String page = unescaped(ManPages.render("1.2.3"));
    for (Argument argument : OptionTable.ALL) {
      assertTrue(page.contains(".B " + HelpText.names(argument).strip() + "\n" + HelpText.text(argument) + "\n"),
          argument::display);
    }
  }

  @Test
  void everyActionOfACommandHasAnItem() {
    Subcommand rules = Subcommand.named("rules").orElseThrow();
    String page = unescaped(ManPages.render(rules, "1.2.3"));
    for (Action action : rules.actions()) {
      assertTrue(page.contains("\n" + action.description() + "\n"), action::name);
    }
  }

  @Test
  void everyCommandHasAFileOfItsOwn(@TempDir Path folder) throws IOException {
    ManPages.main(new String[] {folder.toString(), "1.2.3"});
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      Stream<String> wanted = Stream.concat(Stream.of(""), Subcommand.ALL.stream().map(command -> "-" + command.name()));
      assertEquals(wanted.map(end -> "eyas" + end + ".1").sorted().toList(), names);
    }
  }

  @Test
  void aBackslashAndAFirstDotAreNotTakenAsRequests() {
    Roff page = new Roff("eyas", "1", "a program");
    page.text(".config \\ -x");
    assertTrue(page.toString().endsWith("\n\\&.config \\e \\-x\n"), page::toString);
  }

  private static String unescaped(String page) {
    return page.replace("\\-", "-").replace("\\e", "\\");
  }
}
