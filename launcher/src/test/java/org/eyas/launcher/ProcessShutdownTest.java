package org.eyas.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The exit code of a process that is stopped during its start; the JVM options of the start script, and how a full heap ends. */
class ProcessShutdownTest {
  private static final Path SCRIPT = Path.of("../dist/src/main/dist/bin/eyas");
  private static final Pattern OPTION = Pattern.compile("(?<=\\s)-XX:\\+\\S+(?=\\s)");

  /** A process that is still starting when the signal comes. */
  static final class Starts {
    public static void main(String[] args) throws InterruptedException {
      ProcessShutdown shutdown = ProcessShutdown.watch(Thread.currentThread(), args[0].equals("engine"));
      SignalHandling.onInterrupt(shutdown::end);
      System.out.println("ready");
      Thread.sleep(60_000); // then a test that waits for a line fails
    }
  }

  /** A process whose main thread does not listen to the interrupt. */
  static final class Deaf {
    public static void main(String[] args) {
      ProcessShutdown.watch(Thread.currentThread(), true, 1, 300).started();
      System.out.println("ready");
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1); // then a test that waits for a line fails
      while (System.nanoTime() < end) {
        LockSupport.parkNanos(end - System.nanoTime());
        boolean ignored = Thread.interrupted();
      }
    }
  }

  private static Process java(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  // Process.destroy would also close what the process prints.
  private static void send(String signal, Process process) throws Exception {
    assertEquals(0, new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).start().waitFor());
  }

  private static void assertStopped(int code, String what, String signal) throws Exception {
    Process process = java(Starts.class, what);
    try {
      assertEquals("ready", process.inputReader().readLine());
      send(signal, process);
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

  @Test
  void aProcessThatDoesNotEndInTimeEndsWithOneAndSaysSo() throws Exception {
    Process process = java(Deaf.class);
    try {
      assertEquals("ready", process.inputReader().readLine());
      send("TERM", process);
      assertEquals("Error: the process did not end within 1 s; alerts may be lost", process.inputReader().readLine());
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it continues after SIGTERM");
      assertEquals(1, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }
}
