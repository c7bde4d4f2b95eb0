package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eyas.testkit.process.ShellKill;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that start many others, under {@code eyas run}: each ends with its own status, and none is left. {@code
 * -Deyas.trees=1000} runs them more often, {@code -Deyas.storm=300} sends signals for more seconds.
 */
class TreeSoakTest {
  private static final int TREES = Integer.getInteger("eyas.trees", 10);
  private static final int STORM_SECONDS = Integer.getInteger("eyas.storm", 3);
  private static final int LIMIT_SECONDS = 300 + 10 * TREES; // only a run that hangs takes so long
  private static final long STORM_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(300L + 3L * STORM_SECONDS);

  /** Without an effect on {@code eyas run}, except that it reloads its rules, opens its outputs again, or stands still. */
  private static final List<String> SIGNALS = List.of("INT", "QUIT", "HUP", "USR1", "WINCH", "URG", "CHLD", "CONT", "STOP");

  private static final Pattern REPORT =
      Pattern.compile("\\d+ signals, [1-9]\\d* programs, own signals seen: True, 0 zombies");

  private static final String RULES = """
      - rule: Started
        desc: needs the calls of programs and files; never matches
        condition: evt.type in (execve, execveat, open, openat, connect) and proc.name = none
        output: started
        priority: NOTICE
      """;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  private Path resource(String name) throws IOException {
    Path to = folder.resolve(name);
    try (InputStream in = TreeSoakTest.class.getResourceAsStream("trees/" + name)) {
      Files.copy(Objects.requireNonNull(in, name), to);
    }
    return to;
  }

  private Program watched(String... command) throws IOException {
    eyas.write("rules.yaml", RULES);
    return Program.eyas("run", "-r", "rules.yaml", "-o", "webserver.enabled=false", "--").and(command).in(folder);
  }

  private void runAgain(int times, int status, String... command) throws Exception {
    Program program =
        watched("sh", resource("again.sh").toString(), String.valueOf(times), String.valueOf(status)).and(command);
    Program.Result result = program.within(LIMIT_SECONDS).run();
    assertEquals(times + " runs, 0 zombies\n", result.out(), result.err());
    assertEquals(0, result.exitCode(), result.err());
  }

  @Test
  void everyRunOfAScriptWithManyProcessesEndsWithItsStatus() throws Exception {
    runAgain(TREES, 3, "sh", resource("shell.sh").toString());
  }

  @Test
  void everyRunOfAGoProgramEndsWithItsStatus() throws Exception {
    assumeTrue(Packages.isThere("go"), "skipped: no go (apt-get install golang-go)");
    Path source = resource("program.go");
    Program.Result built = Program.of("go", "build", "-o", folder + "/program", source.toString()).in(folder).run();
    assertEquals(0, built.exitCode(), built::err);
    runAgain(TREES, 3, folder + "/program");
  }

  @Test
  void everyRunOfMavenEndsWithItsStatus() throws Exception {
    assumeTrue(Packages.isThere("mvn"), "skipped: no mvn (apt-get install maven)");
    runAgain(Math.max(1, TREES / 10), 0, "mvn", "-v");
  }

  @Test
  void signalsToTheTracerAndToItsProgramsLoseNoStatus() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/python3")), "skipped: there is no /usr/bin/python3");
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    System.out.println("eyas.seed=" + seed);
    String storm = resource("storm.py").toString();
    Process tracer = eyas.start(watched("/usr/bin/python3", storm, String.valueOf(STORM_SECONDS), String.valueOf(seed)));
    eyas.await("the first program", () -> eyas.read("out").contains("begins"));
    long began = System.nanoTime();
    Random random = new Random(seed);
    while (!tracer.waitFor(random.nextInt(1, 100), TimeUnit.MILLISECONDS)) {
      assertTrue(System.nanoTime() - began < STORM_LIMIT_NANOS, () -> "it hangs: " + eyas.err());
      signal(tracer, SIGNALS.get(random.nextInt(SIGNALS.size())));
      signal(tracer, "CONT");
    }
    System.out.println(eyas.read("out"));
    assertEquals(7, tracer.exitValue(), () -> eyas.read("out") + eyas.err());
    // SIGQUIT makes the JVM print its threads into the same file.
    assertTrue(REPORT.matcher(eyas.read("out")).find(), eyas.read("out"));
  }

  private static void signal(Process process, String name) throws Exception {
    try {
      ShellKill.send(name, process);
    } catch (IOException e) {
      // It has ended between the last look at it and the signal. The kernel knows that before this JVM does.
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw e;
      }
    }
  }
}
