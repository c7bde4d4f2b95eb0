package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    assertEquals(1, result.exitCode());
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
