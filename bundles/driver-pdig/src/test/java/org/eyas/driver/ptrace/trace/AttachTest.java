package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AttachTest {
  private static final Path YAMA = Path.of("/proc/sys/kernel/yama/ptrace_scope");

  @TempDir private Path folder;
  private Process process;

  // The child of a child: the JVM waits for its own children, and would take the stops of the tracer.
  private BufferedReader script(String script) throws IOException {
    boolean isFree = Files.notExists(YAMA) || Files.readString(YAMA).strip().equals("0");
    assumeTrue(
        isFree || "root".equals(System.getProperty("user.name")),
        "skipped: kernel.yama.ptrace_scope is not 0, so that only root can attach");
    process = new ProcessBuilder("sh", "-c", "sh -c '" + script + "' & echo $!; wait $!; echo ended $?").start();
    return process.inputReader();
  }

  @AfterEach
  void end() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @Test
  void aRunningProcessIsTracedAndGoesOnUnharmed() throws Exception {
    BufferedReader out = script("until [ -e " + folder + "/stop ]; do cat /etc/hostname >/dev/null; done; exit 4");
    int pid = Integer.parseInt(out.readLine());
    try (Run run = new Run(new TraceTarget.Processes(List.of(pid)), "openat")) {
      ConditionWait.until(() -> !run.poll() && run.has(".* call 257 /etc/hostname = \\d+") && run.has("\\d+ ended 0"));
    }
    Files.createFile(folder.resolve("stop"));
    assertEquals("ended 4", out.readLine());
    assertEquals(0, process.waitFor());
  }

  // It stops at the return of each call anyway.
  @Test
  void theRealResultsOfARunningProcessAreReportedEvenIfTheyWereForetold() throws Exception {
    BufferedReader out = script("until [ -e " + folder + "/stop ]; do exec 3</etc/hostname; exec 3<&-; done");
    int pid = Integer.parseInt(out.readLine());
    CallLog log = new CallLog();
    try (Run run = new Run(new TraceTarget.Processes(List.of(pid)), log, new ForetellingLog(log), "close")) {
      ConditionWait.until(() -> !run.poll() && run.has(".* call 3 = 0"));
      assertFalse(run.has(".* call 3 = " + ForetellingLog.FORETOLD), () -> run.lines().toString());
    }
    Files.createFile(folder.resolve("stop"));
    assertEquals("ended 0", out.readLine());
  }

  @Test
  void theCaptureEndsWithTheProcesses() throws Exception {
    BufferedReader out = script("until [ -e " + folder + "/stop ]; do :; done; exit 5");
    int pid = Integer.parseInt(out.readLine());
    try (Run run = new Run(new TraceTarget.Processes(List.of(pid)), "openat")) {
      run.poll();
      Files.createFile(folder.resolve("stop"));
      run.toEnd();
      assertTrue(run.has(pid + " ended 1280"), run.lines().toString());
    }
    assertEquals("ended 5", out.readLine());
  }

  @Test
  void aStoppedProcessStaysStopped() throws Exception {
    BufferedReader out = script("kill -STOP $$; exit 6");
    int pid = Integer.parseInt(out.readLine());
    ConditionWait.until(() -> state(pid) == 'T');
    new Run(new TraceTarget.Processes(List.of(pid)), "openat").close();
    ConditionWait.until(() -> state(pid) == 'T');
    new ProcessBuilder("sh", "-c", "kill -CONT " + pid).start().waitFor();
    assertEquals("ended 6", out.readLine());
  }

  private static char state(int pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return stat.charAt(stat.lastIndexOf(')') + 2);
  }

  @Test
  void aMissingProcessIsNamed() {
    int none = Integer.MAX_VALUE;
    IOException e = assertThrows(IOException.class, () -> new Run(new TraceTarget.Processes(List.of(none)), "openat"));
    assertEquals("there is no process " + none, e.getMessage());
  }
}
