package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes of a user: one clear line, or Falco's report on a rules file, and exit code 1. */
class BadInputTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    rule("good.yaml", "evt.type = open");
    rule("bad.yaml", "evt.typ = open");
    Files.createDirectory(folder.resolve("empty"));
  }

  private void rule(String file, String condition) throws IOException {
    Files.writeString(
        folder.resolve(file),
        """
        - rule: example
          desc: an example
          condition: %s
          output: it happened
          priority: INFO
        """
            .formatted(condition));
  }

  private String error(String... arguments) throws Exception {
    Program.Result result = Program.quietEyas(arguments).in(folder).run();
    assertEquals(1, result.exitCode(), result.out() + result.err());
    return result.err();
  }

  private void assertOneLine(String error, String... arguments) throws Exception {
    String actual = error(arguments);
    assertEquals(1, actual.lines().count(), actual);
    assertTrue(actual.startsWith("Error: ") && actual.contains(error), actual);
  }

  @Test
  void aRulesFileOrFolderThatIsNotThere() throws Exception {
    assertOneLine("nofile.yaml", "-r", "nofile.yaml", "-e", "x.scap");
    assertOneLine("empty", "-r", "empty", "-e", "x.scap");
  }

  @Test
  void captureOfAnotherFormat() throws Exception {
    assertOneLine("x.scap: no such file", "-r", "good.yaml", "-e", "x.scap");
    assertOneLine("empty: is a directory", "-r", "good.yaml", "-e", "empty");
    assertOneLine("bad.yaml: is not a capture file", "-r", "good.yaml", "-e", "bad.yaml");
  }

  @Test
  void aConfigurationThatCannotBeUsed() throws Exception {
    assertOneLine("Could not find configuration file at nofile.yaml", "-c", "nofile.yaml", "-r", "good.yaml");
    assertOneLine("engine.kind", "-r", "good.yaml", "-o", "engine.kind=ebpff");
    assertOneLine("engine.replay.capture_file", "-r", "good.yaml", "-o", "engine.kind=replay");
  }

  @Test
  void aCommandLineThatCannotBeUnderstoodHasAnExitCodeOfItsOwn() throws Exception {
    for (List<String> wrong : List.of(
        List.of("-o", "json_output"), List.of("-M", "soon"), List.of("--list=nowhere"), List.of("--enable-source", "nowhere"))) {
      List<String> line = new ArrayList<>(List.of("-r", "good.yaml"));
      line.addAll(wrong);
      Program.Result result = Program.quietEyas(line.toArray(String[]::new)).in(folder).run();
      assertEquals(2, result.exitCode(), () -> wrong + result.err());
      assertTrue(result.err().lines().toList().getLast().startsWith("Error: "), result::err);
    }
  }

  @Test
  void aConfigurationOfTheCommandLineWithoutRules() throws Exception {
    String wanted = "You must specify at least one rules file/directory via -r or a rules_file entry in falco.yaml";
    Files.createFile(folder.resolve("nothing.yaml"));
    Files.writeString(folder.resolve("falco.yaml"), "rules_files: [/no/such/rules.yaml]\n");
    for (String file : List.of("nothing.yaml", "falco.yaml")) {
      assertOneLine(wanted, "-c", file, "--dry-run");
      assertOneLine(wanted, "-c", file, "-L");
      assertOneLine(wanted, "-c", file, "-o", "rules_files[]=none.yaml", "--dry-run");
      for (List<String> works : List.of(
          List.of("--dry-run", "-r", "good.yaml"), List.of("--dry-run", "-o", "rules_files[]=good.yaml"),
          List.of("-V", "good.yaml"), List.of("-L", "-o", "eyas.rules.shipped=always"))) {
        Program.Result result =
            Program.quietEyas("-c", file, "-o", "engine.kind=nodriver").and(works.toArray(String[]::new)).in(folder).run();
        assertEquals(0, result.exitCode(), () -> file + works + result.err());
      }
    }
  }

  @Test
  void aFolderOfRulesThatIsEmptyIsNoMistake() throws Exception {
    Files.createDirectory(folder.resolve("rules.d"));
    Files.writeString(folder.resolve("falco.yaml"), "rules_files: [" + folder.resolve("rules.d") + "]\n");
    Program.Result result = Program.eyas("-c", "falco.yaml", "-o", "engine.kind=nodriver", "--dry-run").in(folder).run();
    assertEquals(0, result.exitCode(), result::toString);
    assertTrue(result.err().contains("No rules are loaded, so no alert will be raised"), result.err());
  }

  @Test
  void aDriverThatIsLeftOut() throws Exception {
    assertOneLine(
        "kmod", "-r", "good.yaml", "-o", "engine.kind=kmod", "-o", "webserver.enabled=false", "--bundles", "!driver-kmod");
  }

  @Test
  void ruleWithAnUnknownFieldIsShownWithASuggestion() throws Exception {
    Program.Result result = Program.quietEyas("-V", "bad.yaml").in(folder).run();
    assertEquals(1, result.exitCode());
    assertTrue(result.out().startsWith("bad.yaml: Invalid\n1 Errors:\n"), result.out());
    assertTrue(result.out().contains("LOAD_ERR_COMPILE_CONDITION"), result.out());
    assertTrue(result.out().contains("did you mean 'evt.type'?"), result.out());
    assertEquals("Error: bad.yaml: Invalid\n", result.err(), "the report is there once");
  }

  @Test
  void aReportInJsonIsOnStandardErrorAsText() throws Exception {
    Program.Result result = Program.quietEyas("-V", "bad.yaml", "-o", "json_output=true").in(folder).run();
    assertTrue(result.out().startsWith("{\"falco_load_results\":[{\"errors\":[{"), result.out());
    assertTrue(result.err().startsWith("Error: bad.yaml: Invalid\n1 Errors:\n"), result.err());
  }

  @Test
  void aLikelyMistakeIsNamedBesideTheResult() throws Exception {
    rule("odd.yaml", "evt.type = open and fd.name = /etc/*");
    String hint =
        "Hint: odd.yaml:1: rule 'example': the '*' of '/etc/*' stands for itself; did you mean 'fd.name glob /etc/*'?"
            + " (LINT_GLOB_AS_TEXT)\n";
    Program.Result result = Program.eyas("-V", "odd.yaml").in(folder).run();
    assertEquals(0, result.exitCode());
    assertEquals("odd.yaml: Ok\n", result.out());
    assertTrue(result.err().contains(hint), result.err());
    Program.Result linted = Program.quietEyas("rules", "lint", "odd.yaml").in(folder).run();
    assertEquals(1, linted.exitCode());
    assertTrue(linted.out().contains("did you mean 'fd.name glob /etc/*'? (LINT_GLOB_AS_TEXT)"), linted.out());
  }

  @Test
  void aRulesFileWithoutMistakesIsOk() throws Exception {
    Program.Result result = Program.quietEyas("-V", "good.yaml").in(folder).run();
    assertEquals(new Program.Result(0, "good.yaml: Ok\n", ""), result);
  }
}
