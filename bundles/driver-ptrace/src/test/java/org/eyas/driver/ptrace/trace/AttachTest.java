package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.testkit.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachTest {
  @TempDir private Path folder;

  // The child of a child: the JVM waits for its own children, and would take the stops of the tracer.
  private static Process script(String script) throws IOException {
    return new ProcessBuilder("sh", "-c", "sh -c '" + script + "' & echo $!; wait $!; echo ended $?").start();
  }

  @Test
  void aRunningProcessIsTracedAndGoesOnUnharmed() throws Exception {
    Process process = script("until [ -e " + folder + "/stop ]; do cat /etc/hostname >/dev/null; done; exit 4");
    BufferedReader out = process.inputReader();
    int pid = Integer.parseInt(out.readLine());
    try (Run run = new Run(new Target.Processes(List.of(pid)), "openat")) {
      Waiting.until(() -> !run.poll() && run.has(".* call 257 /etc/hostname = \\d+") && run.has("\\d+ ended 0"));
    }
    Files.createFile(folder.resolve("stop"));
    assertEquals("ended 4", out.readLine());
    assertEquals(0, process.waitFor());
  }

  @Test
  void theCaptureEndsWithTheProcesses() throws Exception {
    Process process = script("until [ -e " + folder + "/stop ]; do :; done; exit 5");
    BufferedReader out = process.inputReader();
    int pid = Integer.parseInt(out.readLine());
    try (Run run = new Run(new Target.Processes(List.of(pid)), "openat")) {
      run.poll();
      Files.createFile(folder.resolve("stop"));
      run.toEnd();
      assertTrue(run.has(pid + " ended 1280"), run.lines().toString());
    }
    assertEquals("ended 5", out.readLine());
  }

  @Test
  void aStoppedProcessStaysStopped() throws Exception {
    Process process = script("kill -STOP $$; exit 6");
    BufferedReader out = process.inputReader();
    int pid = Integer.parseInt(out.readLine());
    Waiting.until(() -> state(pid) == 'T');
    new Run(new Target.Processes(List.of(pid)), "openat").close();
    Waiting.until(() -> state(pid) == 'T');
    new ProcessBuilder("kill", "-CONT", String.valueOf(pid)).start().waitFor();
    assertEquals("ended 6", out.readLine());
  }

  private static char state(int pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return stat.charAt(stat.lastIndexOf(')') + 2);
  }

  @Test
  void aMissingProcessIsNamed() {
    int none = Integer.MAX_VALUE;
    IOException e = assertThrows(IOException.class, () -> new Run(new Target.Processes(List.of(none)), "openat"));
    assertEquals("there is no process " + none, e.getMessage());
  }
}
