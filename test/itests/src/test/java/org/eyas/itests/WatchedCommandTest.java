package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code eyas run}: a command of an ordinary user, who has no capability and may write nowhere but below /tmp. */
@Timeout(300)
class WatchedCommandTest {
  private static final String RULES = """
      - rule: Opened
        desc: a file is opened
        condition: evt.type in (open, openat) and fd.name endswith "/secret"
        output: Opened | proc=%proc.name parent=%proc.pname by=%proc.aname[2] file=%fd.name res=%evt.res user=%user.uid
        priority: WARNING
      - rule: Started
        desc: a program is started
        condition: evt.type in (execve, execveat) and proc.name = sleep
        output: Started | proc=%proc.name args=%proc.args
        priority: WARNING
      """;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  @BeforeEach
  void rules() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    eyas.write("rules.yaml", RULES);
    eyas.write("secret", "42\n");
  }

  /** As nobody without any capability, if the test runs as root. */
  private Program run(String... arguments) throws IOException {
    String program = Dist.home().resolve("bin/eyas").toString();
    if (!"root".equals(System.getProperty("user.name"))) {
      return Program.of(program, "run", "-r", folder + "/rules.yaml").and(arguments).in(folder);
    }
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "skipped: no setpriv (apt-get install util-linux)");
    for (Path needed : List.of(Dist.home(), Path.of(System.getProperty("java.home"), "bin/java"))) {
      assumeTrue(Dist.isOpenToAll(needed), "skipped: nobody may not enter " + needed);
    }
    return Program.of("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--bounding-set=-all")
        .and("--inh-caps=-all", program, "run", "-r", folder + "/rules.yaml")
        .and(arguments)
        .in(folder);
  }

  private Program.Result result(String... arguments) throws Exception {
    return run(arguments).run();
  }

  @Test
  void alertsGoToStandardErrorAndTheOutputIsThatOfTheCommand() throws Exception {
    Program.Result result = result("--", "sh", "-c", "cat secret | cat; exit 7");
    assertEquals(7, result.exitCode(), result.err());
    assertEquals("42\n", result.out());
    assertTrue(
        result.err().contains("Warning Opened | proc=cat parent=sh by=eyas file=" + folder + "/secret res=SUCCESS user="),
        result.err());
    assertEquals(1, result.err().lines().filter(line -> line.contains(" | ")).count(), result.err());
  }

  @Test
  void aCommandNeedsNoDashesAndKeepsItsOptions() throws Exception {
    Program.Result result = result("-o", "log_level=error", "echo", "-n", "-o", "x=y", "--", "-rz");
    assertEquals("-o x=y -- -rz", result.out(), result.err());
    assertEquals("", result.err());
    assertEquals(0, result.exitCode());
  }

  @Test
  void deathBySignalIsTheExitCodeOfAShell() throws Exception {
    assertEquals(143, result("--", "sh", "-c", "kill -TERM $$").exitCode());
    assertEquals(127, result("--", "/none").exitCode());
  }

  @Test
  void withoutACommandOneLineSaysWhatToDo() throws Exception {
    Program.Result result = result();
    assertEquals(2, result.exitCode());
    assertEquals(
        "Error: name either a command or processes: eyas run [--] COMMAND [ARG...], or eyas run -p PID\n", result.err());
  }

  @Test
  void runningProcessesAreWatchedAndGoOn() throws Exception {
    Program watched = Program.of("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "sh", "-c");
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: yama may forbid an ordinary user to attach");
    Process loop =
        watched.and("until [ -e stop ]; do cat secret || exit 1; done").in(folder).start(folder.resolve("loop"),
            folder.resolve("errors"));
    eyas.start(Program.eyas("run", "-r", "rules.yaml", "-p", String.valueOf(loop.pid())));
    eyas.await("an alert", () -> eyas.read("err").contains("Warning Opened | proc=cat parent=sh"));
    eyas.process().destroy();
    eyas.awaitEnd();
    assertTrue(loop.isAlive());
    eyas.write("stop", "");
    assertTrue(loop.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, loop.exitValue());
  }

  @Test
  void runningProcessesGoOnWhenTheTracerIsKilled() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: yama may forbid an ordinary user to attach");
    Process loop = Program.of("sh", "-c", "until [ -e stop ]; do cat secret || exit 1; done").in(folder)
        .start(folder.resolve("loop"), folder.resolve("errors"));
    eyas.start(Program.eyas("run", "-r", "rules.yaml", "-p", String.valueOf(loop.pid())));
    eyas.await("an alert", () -> eyas.err().contains("Warning Opened | proc=cat parent=sh"));
    eyas.process().destroyForcibly().waitFor();
    eyas.write("stop", "");
    assertTrue(loop.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, loop.exitValue(), () -> eyas.read("errors"));
  }

  @Test
  void aReloadThatNeedsMoreCallsNamesThem() throws Exception {
    eyas.start(run("--", "sh", "-c", "until [ -e stop ]; do cat secret > /dev/null; done; exit 5"));
    eyas.await("an alert", () -> eyas.err().contains("Warning Opened | proc=cat"));
    eyas.write("rules.yaml", RULES + """
        - rule: Asked
          desc: a call that the first rules do not need
          condition: evt.type = uname
          output: asked
          priority: WARNING
        """);
    eyas.await("a line about the reload", () -> eyas.err().contains(
        "The rules now need system calls that are not recorded for processes that run already: uname; to record them, end"));
    eyas.write("stop", "");
    eyas.awaitEnd(5);
  }

  @Test
  void setUidProgramsAreNamedOnce() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can make a set-uid program of root");
    Path tool = folder.resolve("tool");
    Files.copy(Path.of("/bin/true").toRealPath(), tool, StandardCopyOption.REPLACE_EXISTING);
    Program.of("/bin/chmod", "4755", tool.toString()).run();
    Program.Result result = result("--", "sh", "-c", "./tool; ./tool; exit 3");
    assertEquals(3, result.exitCode(), result.err());
    assertEquals(1, result.err().lines().filter(line -> line.contains("/tool (pid ")).count(), result.err());
    assertTrue(result.err().contains("has the set-uid bit, which has no effect here"), result.err());
  }

  @Test
  void aDebuggerInsideIsExplained() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "skipped: no strace (apt-get install strace)");
    Program.Result result = result("--", "strace", "-o", "/dev/null", "true");
    assertTrue(result.err().contains("/strace (pid "), result.err());
    assertTrue(result.err().contains("the kernel allows one tracer for each process"), result.err());
  }

  private ProcessHandle sleeper() {
    return eyas.process().descendants().filter(WatchedCommandTest::sleeps).findFirst().orElseThrow();
  }

  private static boolean sleeps(ProcessHandle process) {
    return process.info().commandLine().orElse("").matches("\\S*sleep \\d+");
  }

  @Test
  void theTreeEndsWithATracerThatIsKilled() throws Exception {
    eyas.start(run("--", "sh", "-c", "sleep 31337; true"));
    eyas.await("the alert", () -> eyas.err().contains("Started | proc=sleep"));
    ProcessHandle sleeper = sleeper();
    eyas.process().destroyForcibly().waitFor();
    ConditionWait.until(() -> !sleeps(sleeper));
  }

  @Test
  void sigtermIsForTheCommand() throws Exception {
    eyas.start(run("--", "sh", "-c", "trap 'echo ended; exit 9' TERM; sleep 31338 & wait"));
    eyas.await("the alert", () -> eyas.err().contains("Started | proc=sleep"));
    ProcessHandle sleeper = sleeper();
    eyas.process().destroy();
    assertTrue(eyas.process().waitFor(60, TimeUnit.SECONDS));
    assertEquals("ended\n", eyas.read("out"));
    assertEquals(9, eyas.process().exitValue());
    assertFalse(sleeps(sleeper));
  }
}
