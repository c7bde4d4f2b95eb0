package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs bin/eyas as a user does. */
class CommandLineTest {
  @TempDir private Path folder;

  @Test
  void printsVersionsAsText() throws Exception {
    Program.Result result = Program.eyas("--version").in(folder).run();
    assertEquals("", result.err());
    assertTrue(result.out().startsWith("Falco version: 0.44.1\n"), result.out());
    assertTrue(result.out().contains("\nEngine:        0.62.0\n"), result.out());
    assertEquals(0, result.exitCode());
  }

  @Test
  void printsVersionsAsJson() throws Exception {
    Program.Result result = Program.eyas("--version", "-o", "json_output=true").in(folder).run();
    assertTrue(result.out().contains("\"engine_version_semver\":\"0.62.0\""), result.out());
    assertTrue(result.out().contains("\"falco_version\":\"0.44.1\""), result.out());
    assertTrue(result.out().contains("\"plugin_versions\":{\"container\":\"0.7.0\""), result.out());
    assertEquals(0, result.exitCode());
  }

  @Test
  void takesTheConfigurationFileOfTheCallersFolder() throws Exception {
    Files.writeString(folder.resolve("my.yaml"), "json_output: true\nlog_stderr: true\njson_outputt: false\n");
    Program.Result result = Program.eyas("--version", "-c", "my.yaml").in(folder).run();
    assertTrue(result.out().startsWith("{"), result.out());
    assertTrue(result.err().contains("did you mean 'json_output'?"), result.err());
  }

  @Test
  void printsItsOptions() throws Exception {
    Program.Result result = Program.eyas("--help").in(folder).run();
    assertTrue(result.out().contains("--validate <file>"), result.out());
    assertEquals(0, result.exitCode());
  }

  @Test
  void printsTheHelpOfACommandAndTheCompletionOfAShell() throws Exception {
    Program.Result help = Program.eyas("help", "alerts").in(folder).run();
    assertTrue(help.out().startsWith("Alerts of the running engine.\n"), help.out());
    assertEquals(help, Program.eyas("alerts", "--help").in(folder).run());
    assertEquals(
        "Error: there is no command 'alrets'; did you mean 'alerts'?\n", Program.eyas("help", "alrets").in(folder).run().err());
    Path shipped = Dist.home().resolve("share/bash-completion/completions/eyas");
    assertEquals(Files.readString(shipped), Program.eyas("completion", "bash").in(folder).run().out());
    assertTrue(Program.eyas("completion", "zsh").in(folder).run().out().startsWith("#compdef eyas\n"));
  }

  @Test
  void refusesAnUnknownOption() throws Exception {
    Program.Result result = Program.eyas("--rulez", "x").in(folder).run();
    assertEquals("Error: unknown option '--rulez'; see --help\n", result.err());
    assertEquals("", result.out());
    assertEquals(2, result.exitCode());
  }

  @ParameterizedTest
  @CsvSource({
      "frobnicate, unexpected argument", "-r, needs a value", "-S soon, needs a whole number", "test, name the files of tests",
      "explain, name one rule", "rules show, eyas rules show needs NAME: eyas rules show NAME",
      "rules frob, there is no 'eyas rules",
      "rules show a b, eyas rules show accepts no 'b'; quote a text that contains blanks", "status now, accepts no 'now'",
      "config set key, eyas config set needs KEY VALUE", "alerts --lats 3, did you mean '--last'?",
      "help frob, there is no command",
      "completion tcsh, name bash", "compare one, name two files", "pull-rules x, say who signs", "run, name either a command",
      "driver frob, has the actions", "import-falco a b, name one folder", "sigma, name the Sigma rules", "mute add 1, say why"
  })
  void aLineThatCannotBeUnderstoodEndsWithTwo(String line, String message) throws Exception {
    Program.Result result = Program.eyas(line.split(" ")).in(folder).run();
    assertTrue(result.err().startsWith("Error: ") && result.err().contains(message), result.err());
    assertEquals("", result.out());
    assertEquals(2, result.exitCode(), result::toString);
  }

  @Test
  void helpIsAlsoJson() throws Exception {
    Program.Result help = Program.eyas("help", "mute", "--json").in(folder).run();
    assertTrue(help.out().startsWith("{\"name\":\"mute\",\"operands\":\"[ACTION]\""), help.out());
    assertTrue(help.out().contains("\"spellings\":[\"--reason\"],\"value\":\"text\",\"repeatable\":false"), help.out());
    assertTrue(Program.eyas("help", "--json").in(folder).run().out().contains("{\"name\":\"mute\""));
  }

  @Test
  void saysWhichJavaItNeedsWhereThereIsNone() throws Exception {
    Path tools = Tools.in(folder.resolve("bin"));
    Program program = Program.eyas("--version").in(folder).with("PATH", tools);
    Program.Result result = program.with("JAVA_HOME", "").with("EYAS_JVM_DIR", folder).run();
    Tools.remove(tools);
    assertTrue(result.err().startsWith("Error: Eyas needs Java 25 or newer"), result.err());
    assertEquals(1, result.exitCode());
  }
}
