package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;

class CommandTest {
  @Test
  void aCommandRunsToItsEndAndKeepsItsExitStatus() throws IOException {
    try (Run run = Run.shell("exit 7").toEnd()) {
      assertEquals(7, run.status());
    }
    try (Run run = Run.shell("kill -TERM $$").toEnd()) {
      assertEquals(143, run.status());
    }
  }

  @Test
  void tracedCallsHaveTheirArgumentsAndResults() throws IOException {
    try (Run run = Run.shell("cat /etc/hostname /none > /dev/null", "openat").toEnd()) {
      assertTrue(run.has(".* call 257 /etc/hostname = \\d+"), run.lines().toString());
      assertTrue(run.has(".* call 257 /none = -2"), run.lines().toString());
      assertEquals(run.lines().stream().filter(line -> !line.endsWith(CallLog.FORGOTTEN)).count(), run.taken());
      assertTrue(run.lines().getFirst().endsWith(" exec"), "the shell that starts the command is not part of it");
    }
  }

  @Test
  void otherCallsAreNotSeen() throws IOException {
    try (Run run = Run.shell("cat /etc/hostname > /dev/null", "chdir").toEnd()) {
      assertTrue(run.lines().stream().noneMatch(line -> line.contains(" call 257 ")), run.lines().toString());
    }
  }

  @Test
  void aCommandThatDoesNotExistEndsAsInAShell() throws IOException {
    try (Run run = Run.of(List.of("/none/at/all")).toEnd()) {
      assertEquals(127, run.status());
    }
  }

  @Test
  void signalsOfTheKeyboardAreIgnoredOnlyDuringTheRun() throws IOException {
    long before = ignored();
    try (Run run = Run.shell("sleep 1000")) {
      ConditionWait.until(() -> !run.poll() && ignored() == (before | 0b110));
    }
    ConditionWait.until(() -> ignored() == before);
  }

  // SIGINT is bit 1, SIGQUIT bit 2.
  private static long ignored() throws IOException {
    String status = Files.readString(Path.of("/proc/self/status"));
    return Long.parseLong(status.split("SigIgn:\\s+")[1].split("\\n")[0], 16);
  }
}
