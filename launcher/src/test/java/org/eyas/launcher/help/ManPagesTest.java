package org.eyas.launcher.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eyas.launcher.line.CommandAction;
import org.eyas.launcher.line.CommandExample;
import org.eyas.launcher.line.CommandTable;
import org.eyas.launcher.line.LaunchOptions;
import org.eyas.launcher.line.OptionDefinition;
import org.eyas.launcher.line.OptionTable;
import org.eyas.launcher.line.Subcommand;
import org.eyas.launcher.line.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManPagesTest {
  @Test
  void everyOptionHasAnItemWithItsDescription() {
    String page = unescaped(ManPages.render("1.2.3"));
    for (OptionDefinition argument : OptionTable.ALL) {
      assertTrue(page.contains(".B " + HelpText.names(argument).strip() + "\n" + HelpText.text(argument) + "\n"),
          argument::display);
    }
  }

  @Test
  void everyActionOfACommandHasAnItem() {
    Subcommand rules = CommandTable.named("rules").orElseThrow();
    String page = unescaped(ManPages.render(rules, "1.2.3"));
    for (CommandAction action : rules.actions()) {
      assertTrue(page.contains("\n" + action.description() + "\n"), action::name);
    }
  }

  @Test
  void everyCommandHasExamplesInItsPageAndItsHelp() {
    for (Subcommand command : CommandTable.ALL) {
      List<CommandExample> examples = command.examples();
      assertFalse(examples.isEmpty(), command::name);
      String page = unescaped(ManPages.render(command, "1.2.3"));
      for (CommandExample example : examples) {
        assertTrue(page.contains("\n.B " + example.line() + "\n" + example.effect() + "\n"), example::line);
        assertTrue(HelpText.render(command).contains("\n  " + example.line() + "\n      " + example.effect() + "\n"),
            example::line);
      }
    }
    assertTrue(unescaped(ManPages.render("1.2.3")).contains("\n.B eyas -V my_rules.yaml\n"));
    assertTrue(HelpText.render().contains("\n  eyas -V my_rules.yaml\n"));
  }

  /** The words of an example as a shell passes them; what follows a redirection is not passed. */
  private static String[] words(String line) {
    return Pattern.compile("'([^']*)'|(\\S+)").matcher(line.replaceFirst(" > .*", "")).results()
        .skip(1)
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toArray(String[]::new);
  }

  @Test
  void everyExampleIsACommandLineThatIsAccepted() throws UsageException {
    List<CommandExample> all = new ArrayList<>(CommandExample.OF_RUN);
    CommandTable.ALL.forEach(command -> all.addAll(command.examples()));
    for (CommandExample example : all) {
      LaunchOptions options = LaunchOptions.parse(words(example.line()));
      assertTrue(options.properties().keySet().stream().noneMatch(name -> name.startsWith("eyas.warning")), example::line);
      Optional<Subcommand> command = CommandTable.of(words(example.line()));
      if (command.isPresent() && command.get().hasNamedActions()) {
        String action = options.properties().getOrDefault("eyas.option.operand.0", command.get().actions().getFirst().name());
        assertTrue(command.get().actions().stream().anyMatch(known -> known.name().equals(action)), example::line);
      }
    }
  }

  @Test
  void everyCommandHasAFileOfItsOwn(@TempDir Path folder) throws IOException {
    ManPages.main(new String[] {folder.toString(), "1.2.3"});
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      Stream<String> wanted = Stream.concat(Stream.of(""), CommandTable.ALL.stream().map(command -> "-" + command.name()));
      assertEquals(wanted.map(end -> "eyas" + end + ".1").sorted().toList(), names);
    }
  }

  @Test
  void aBackslashAndAFirstDotAreNotTakenAsRequests() {
    ManPageText page = new ManPageText("eyas", "1", "a program");
    page.text(".config \\ -x");
    assertTrue(page.toString().endsWith("\n\\&.config \\e \\-x\n"), page::toString);
  }

  private static String unescaped(String page) {
    return page.replace("\\-", "-").replace("\\e", "\\");
  }
}
