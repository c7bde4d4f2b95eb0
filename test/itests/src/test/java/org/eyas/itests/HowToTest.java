package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands print what the how-to pages show, and the files on these pages are those of the examples. */
class HowToTest {
  private static final Pattern FILE = Pattern.compile("```yaml file=(\\S+)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern COMMAND =
      Pattern.compile("```console(?: exit=([0-9]+))?\n\\$ eyas ([^\n]*)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @TempDir private Path folder;

  @Test
  void testRules() throws Exception {
    check("test-rules.md", 6, 5);
    String xml = Files.readString(folder.resolve("results.xml"));
    assertTrue(xml.contains("<testsuite name=\"shell_test.yaml\" tests=\"3\""), xml);
  }

  @Test
  void explainARule() throws Exception {
    check("explain-a-rule.md", 4, 2);
  }

  @Test
  void cheapRules() throws Exception {
    check("cheap-rules.md", 3, 1);
  }

  @Test
  void captures() throws Exception {
    check("capture.md", 2, 1);
  }

  private void check(String page, int commands, int files) throws Exception {
    copyExamples();
    String text = Files.readString(howTo().resolve(page));
    List<MatchResult> shown = FILE.matcher(text).results().toList();
    for (MatchResult file : shown) {
      assertEquals(Files.readString(howTo().resolve("examples/" + file.group(1))), file.group(2), file.group(1));
    }
    List<MatchResult> run = COMMAND.matcher(text).results().toList();
    for (MatchResult command : run) {
      Program.Result result = Program.eyas(words(command.group(2))).in(folder).run();
      assertEquals(command.group(3), result.out() + result.err(), command.group(2));
      assertEquals(command.group(1) == null ? 0 : Integer.parseInt(command.group(1)), result.exitCode());
    }
    assertEquals(commands, run.size(), "commands on " + page);
    assertEquals(files, shown.size(), "files on " + page);
  }

  private static Path howTo() {
    return Dist.checkout().resolve("docs/how-to");
  }

  private void copyExamples() throws IOException {
    try (Stream<Path> examples = Files.list(howTo().resolve("examples"))) {
      for (Path file : examples.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  private static String[] words(String line) {
    List<String> words = new ArrayList<>();
    WORD.matcher(line).results().forEach(word -> words.add(word.group(1) == null ? word.group(2) : word.group(1)));
    return words.toArray(String[]::new);
  }
}
