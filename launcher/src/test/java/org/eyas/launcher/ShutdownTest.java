package org.eyas.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The JVM options of the start script, and how a process with a full heap ends. */
class ShutdownTest {
  private static final Path SCRIPT = Path.of("../dist/src/main/dist/bin/eyas");
  private static final Pattern OPTION = Pattern.compile("(?<=\\s)-XX:\\+\\S+(?=\\s)");

  private static Process start(String how) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTION.matcher(Files.readString(SCRIPT)).results().map(MatchResult::group).toList());
    command.addAll(List.of("-Xms16m", "-Xmx16m", "-cp", System.getProperty("java.class.path"), FullHeap.class.getName(), how));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  @Test
  void aProcessWhoseHeapOverflowsEndsSoThatItIsStartedAgain() throws Exception {
    Process process = start("over");
    try {
      assertTrue(process.waitFor(90, TimeUnit.SECONDS), "it continues with a full heap");
      assertEquals(3, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void sigtermEndsAProcessWithAFullHeapWhoseMainThreadDoesNotListen() throws Exception {
    Process process = start("nearly");
    try {
      assertEquals("full", process.inputReader().readLine());
      process.destroy();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it continues after SIGTERM");
      assertTrue(process.exitValue() == 1 || process.exitValue() == 3, "exit code " + process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }
}
