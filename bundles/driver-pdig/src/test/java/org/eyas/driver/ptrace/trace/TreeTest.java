package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;

class TreeTest {
  private static final String PYTHON = "/usr/bin/python3";

  private static Run python(String program, String... calls) throws IOException {
    assumeTrue(Files.exists(Path.of(PYTHON)), "skipped: there is no " + PYTHON);
    return Run.of(List.of(PYTHON, "-c", program), calls).toEnd();
  }

  private static long count(Run run, String pattern) {
    return run.lines().stream().filter(line -> line.matches(pattern)).count();
  }

  @Test
  void everyProcessOfAScriptIsSeenFromItsBeginToItsEnd() throws IOException {
    try (Run run = Run.shell("echo a | cat | wc -l >/dev/null; (true); /bin/true & wait; exit 0").toEnd()) {
      long children = count(run, ".* call (56|57|58|435) = 0");
      assertEquals(children, count(run, ".* call (56|57|58|435) = [1-9]\\d*"), run.lines().toString());
      assertEquals(children + 1, count(run, "\\d+ ended 0"), run.lines().toString());
      assertEquals(4, count(run, ".* exec"), run.lines().toString());
      assertEquals(0, run.status());
    }
  }

  @Test
  void aThreadBelongsToItsProcess() throws IOException {
    try (Run run =
        python("import threading; t = threading.Thread(target=lambda: open('/etc/hostname')); t.start(); t.join()", "openat")) {
      String line = run.lines().stream().filter(next -> next.contains("/etc/hostname")).findFirst().orElseThrow();
      Matcher ids = Pattern.compile("(\\d+)/(\\d+) .*").matcher(line);
      assertTrue(ids.matches());
      assertFalse(ids.group(1).equals(ids.group(2)), line);
      assertTrue(run.has(ids.group(1) + "/" + ids.group(2) + " call (56|435) = 0"), run.lines().toString());
      assertTrue(run.has(ids.group(2) + " ended 0"));
      assertTrue(run.has(ids.group(1) + " ended 0"));
    }
  }

  @Test
  void aThreadThatExecutesAProgramGetsTheIdOfItsProcess() throws IOException {
    String program = """
        import os, threading
        threading.Thread(target=lambda: threading.Event().wait()).start()
        threading.Thread(target=lambda: os.execv('/bin/sh', ['sh', '-c', 'cat /etc/hostname >/dev/null; exit 5'])).start()
        threading.Event().wait()
        """;
    try (Run run = python(program, "openat")) {
      assertEquals(5, run.status());
      List<String> execs = run.lines().stream().filter(line -> line.endsWith(" exec")).toList();
      assertEquals(3, execs.size(), execs.toString());
      assertEquals(execs.get(0), execs.get(1));
      List<String> before = run.lines().subList(0, run.lines().lastIndexOf(execs.get(1)));
      assertFalse(before.contains(execs.get(0).replaceAll("/.*", "") + CallLog.FORGOTTEN), run.lines().toString());
      assertEquals(1, before.stream().filter(line -> isForgottenWithoutEnd(line, run)).count(), run.lines().toString());
      assertEquals(1, count(run, execs.get(0).replaceAll("/.*", "") + " ended 1280"), run.lines().toString());
    }
  }

  private static boolean isForgottenWithoutEnd(String line, Run run) {
    return line.endsWith(CallLog.FORGOTTEN) && !run.has(line.replace(CallLog.FORGOTTEN, " ended \\d+"));
  }

  // Its files in /proc stay the same until then, and an event of another thread of its process may need them.
  @Test
  void aThreadIsForgottenAfterItsEndWhenItIsGone() throws IOException {
    String program = "import threading; t = threading.Thread(target=lambda: open('/etc/hostname')); t.start(); t.join()";
    try (Run run = python(program)) {
      List<String> ends = run.lines().stream().filter(line -> line.matches("\\d+ ended 0")).toList();
      assertEquals(2, ends.size(), run.lines().toString());
      for (String end : ends) {
        int forgotten = run.lines().indexOf(end.replace(" ended 0", CallLog.FORGOTTEN));
        assertTrue(forgotten > run.lines().indexOf(end), () -> end + " in " + run.lines());
      }
    }
  }

  @Test
  void aChildThatIsToBeUntracedIsTraced() throws IOException {
    String program = """
        import ctypes, os, struct
        libc = ctypes.CDLL(None)
        arguments = ctypes.create_string_buffer(struct.pack('<Q', 0x800000) + bytes(24) + struct.pack('<Q', 17) + bytes(24))
        for call in [(56, 0x800000 | 17, 0, 0, 0, 0), (435, arguments, 64)]:
            child = libc.syscall(*call)
            if child == 0:
                os.close(os.open('/etc/hostname', os.O_RDONLY))
                os._exit(0)
            os.waitpid(child, 0)
        """;
    try (Run run = python(program, "openat")) {
      assertEquals(2, count(run, ".* call 257 /etc/hostname = \\d+"), run.lines().toString());
      assertEquals(0, run.status());
    }
  }

  @Test
  void aChildOfVforkRunsBeforeItsParentContinues() throws IOException {
    try (Run run =
        python("import os; p = os.posix_spawn('/bin/true', ['true'], {}); os.waitpid(p, 0)")) {
      List<String> lines = run.lines();
      int child = index(lines, ".* call (56|58|435) = 0");
      int parent = index(lines, ".* call (56|58|435) = [1-9]\\d*");
      assertTrue(child >= 0 && child < parent, lines.toString());
    }
  }

  private static int index(List<String> lines, String pattern) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches(pattern)) {
        return i;
      }
    }
    return -1;
  }

  @Test
  void signalsArriveAndAreSeen() throws IOException {
    try (Run run = Run.shell("trap 'exit 9' USR1; kill -USR1 $$; sleep 60").toEnd()) {
      assertEquals(9, run.status());
      assertTrue(run.has("\\d+ signal 10"));
    }
  }

  @Test
  void aShellCanStopAndContinueItsJobs() throws IOException {
    String script = """
        set -m
        sleep 1000 &
        kill -STOP %1
        until jobs | grep -q Stopped; do :; done
        kill -CONT %1
        until jobs | grep -q Running; do :; done
        kill %1
        wait %1
        exit $?
        """;
    try (Run run = Run.of(List.of("bash", "-c", script)).toEnd()) {
      assertEquals(143, run.status());
    }
  }

  @Test
  void processesThatTheCommandLeavesEndWithIt() throws IOException {
    try (Run run = Run.shell("sleep 1000 & echo $! >/dev/null").toEnd()) {
      assertEquals(0, run.status());
      assertTrue(run.has("\\d+ ended 9"), run.lines().toString());
    }
  }

  // Each process creates the next one and ends: the list of the processes to kill is always too old.
  @Test
  void aChildThatIsCreatedWhileTheTreeIsKilledEndsToo() throws IOException {
    String program = """
        import os
        if os.fork() == 0:
            while os.fork() == 0:
                pass
            os._exit(0)
        """;
    for (int i = 0; i < 20; i++) {
      try (Run run = python(program)) {
        assertEquals(0, run.status());
      }
    }
  }

  @Test
  void closingEndsTheWholeTree() throws IOException {
    Run run = Run.shell("sleep 1000 & sleep 1000; true");
    ConditionWait.until(() -> !run.poll() && count(run, ".* exec") == 3);
    run.close();
    assertEquals(2, count(run, "\\d+ ended 9") - 1, run.lines().toString());
    assertEquals(137, run.status());
  }

  @Test
  void aTracerInsideIsRefused() throws IOException {
    try (Run run =
        python("import ctypes; ctypes.CDLL(None).ptrace(0, 0, 0, 0)")) {
      assertTrue(run.has(".* call 101 = -1"), run.lines().toString());
    }
  }

  @Test
  void aStaticProgramIsTraced() throws IOException {
    assumeTrue(Files.exists(Path.of("/sbin/ldconfig")), "skipped: there is no /sbin/ldconfig, which is static");
    try (Run run = Run.of(List.of("/sbin/ldconfig", "-p"), "openat").toEnd()) {
      assertEquals(0, run.status());
      assertTrue(run.has(".* call 257 .*ld.so.cache = \\d+"), run.lines().toString());
    }
  }
}
