package org.eyas.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.eyas.testkit.process.ShellKill;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In its own JVM, which a shell started with these signals ignored. */
class SignalHandlingTest {
  private Process program;

  /** The program that runs there. */
  static final class Waits {
    public static void main(String[] args) throws InterruptedException {
      SignalHandling.onInterrupt(Runtime.getRuntime()::exit);
      SignalHandling.handle("HUP", signal -> System.out.println(signal.getName()));
      SignalHandling.handle("USR1", signal -> System.out.println(signal.getName()));
      System.out.println("ready");
      Thread.sleep(60_000); // then a test that waits for a line fails
    }
  }

  private BufferedReader startIgnoring(String signals) throws Exception {
    String classes = place(SignalHandling.class) + File.pathSeparator + place(Waits.class);
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    program =
        new ProcessBuilder("sh", "-c", "trap '' " + signals + "; exec \"$@\"", "sh", java, "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED", "-cp", classes, Waits.class.getName())
            .redirectErrorStream(true)
            .start();
    BufferedReader out = program.inputReader();
    assertEquals("ready", out.readLine());
    return out;
  }

  private static Path place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private void send(String signal) throws IOException, InterruptedException {
    ShellKill.send(signal, program);
  }

  private void awaitExit(int code) throws InterruptedException {
    assertTrue(program.waitFor(60, TimeUnit.SECONDS), "it continues");
    assertEquals(code, program.exitValue());
  }

  @AfterEach
  void end() {
    program.destroyForcibly();
  }

  @Test
  void signalsThatWereIgnoredAreCaught() throws Exception {
    BufferedReader out = startIgnoring("INT HUP USR1 TERM");
    send("HUP");
    assertEquals("HUP", out.readLine());
    send("USR1");
    assertEquals("USR1", out.readLine());
    send("INT");
    awaitExit(130);
  }

  @Test
  void sigtermEndsItToo() throws Exception {
    startIgnoring("TERM");
    send("TERM");
    awaitExit(143);
  }
}
