package org.eyas.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first line of a start, in a process that has no bundles and ends at once. */
class FirstLineTest {
  @TempDir Path home;

  private String firstLine(boolean terminal, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-Deyas.terminal=" + terminal));
    command.addAll(List.of("-Deyas.home=" + home, "-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return printed.lines().findFirst().orElse("");
  }

  @Test
  void saysOnATerminalWhatTheProgramDoesAndHowToStopIt() throws IOException {
    assertEquals(
        "Eyas watches what programs do on this machine, and reports what breaks a rule. Stop it with Ctrl-C. Other commands: eyas help",
        firstLine(true));
  }

  @Test
  void isTheFirstLineOfTheLogForScriptsAndWithOptions() throws IOException {
    for (String line : List.of(firstLine(false), firstLine(true, "-o", "json_output=true"))) {
      assertTrue(!line.startsWith("Eyas watches") && !line.isEmpty(), line);
    }
  }
}
