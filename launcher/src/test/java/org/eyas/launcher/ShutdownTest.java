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

/** The exit code of a process that is stopped during its start; the JVM options of the start script, and how a full heap ends. */
class ShutdownTest {
  private static final Path SCRIPT = Path.of("../dist/src/main/dist/bin/eyas");
  private static final Pattern OPTION = Pattern.compile("(?<=\\s)-XX:\\+\\S+(?=\\s)");

  /** A process that is still starting when the signal comes. */
  static final class Starts {
    public static void main(String[] args) throws InterruptedException {
      Shutdown shutdown = Shutdown.watch(Thread.currentThread(), args[0].equals("engine"));
      CaughtSignal.onInterrupt(shutdown::end);
      System.out.println("ready");
      Thread.sleep(60_000); // then a test that waits for a line fails
    }
  }

  private static void assertStopped(int code, String what, String signal) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
            java, "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
            Starts.class.getName(), what)
            .redirectErrorStream(true)
            .start();
    try {
      assertEquals("ready", process.inputReader().readLine());
      assertEquals(0, new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).start().waitFor());
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it continues after SIG" + signal);
      assertEquals(code, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void anEngineThatIsStoppedDuringItsStartHasNotFailed() throws Exception {
    assertStopped(0, "engine", "TERM");
    assertStopped(0, "engine", "INT");
  }

  @Test
  void aCommandThatIsStoppedDuringItsStartHasNotSucceeded() throws Exception {
    assertStopped(143, "command", "TERM");
    assertStopped(130, "command", "INT");
  }

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
