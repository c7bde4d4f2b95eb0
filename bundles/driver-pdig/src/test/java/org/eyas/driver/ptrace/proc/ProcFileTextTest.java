package org.eyas.driver.ptrace.proc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eyas.driver.ptrace.event.FakeCaller;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;
import org.eyas.testkit.process.InstalledProgram;
import org.junit.jupiter.api.Test;

class ProcFileTextTest {
  private static final int PAGE = 4096;

  private final ProcFileText text = new ProcFileText(new TracerSystemCalls(FakeCaller.NUMBERS));

  private static MemorySegment path(String path) {
    return Arena.ofAuto().allocateFrom(path);
  }

  private byte[] bytes() {
    return Arrays.copyOf(text.bytes(), text.length());
  }

  @Test
  void aFileOfOneRecordIsReadAsAWhole() throws IOException {
    for (String file : List.of("/proc/self/cgroup", "/proc/self/limits", "/proc/self/loginuid")) {
      if (Files.exists(Path.of(file))) {
        text.read(TracerSystemCalls.AT_FDCWD, path(file));
        assertArrayEquals(Files.readAllBytes(Path.of(file)), bytes(), file);
      }
    }
  }

  @Test
  void aRecordThatIsLongerThanAPageIsReadAsAWhole() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can have 2,000 groups");
    String program = "import os; os.setgroups(range(3000000000, 3000002000)); print(flush=True); input()";
    Process process = new ProcessBuilder(InstalledProgram.require("python3"), "-c", program).start();
    try {
      assertEquals('\n', process.getInputStream().read(), "it has no groups");
      text.read(TracerSystemCalls.AT_FDCWD, path("/proc/" + process.pid() + "/status"));
      assertTrue(text.length() > 2 * PAGE, () -> "only " + text.length() + " bytes");
      String end = "nonvoluntary_ctxt_switches:";
      assertTrue(new String(bytes()).contains(" 3000001999 ") && new String(bytes()).contains(end), "it is cut");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void aFileOfManyRecordsIsReadToItsEndOrToTheEndOfTheMemory() throws IOException {
    Path file = Path.of("/proc/kallsyms");
    try (InputStream in = Files.newInputStream(file)) {
      text.readAll(TracerSystemCalls.AT_FDCWD, path(file.toString()));
      assertTrue(text.length() > 2 * PAGE, () -> "only " + text.length() + " bytes");
      assertArrayEquals(in.readNBytes(text.length()), bytes());
    }
  }

  @Test
  void aFileThatIsNotThereIsEmpty() {
    text.read(TracerSystemCalls.AT_FDCWD, path("/proc/self/cgroup"));
    text.read(TracerSystemCalls.AT_FDCWD, path("/proc/self/nothing"));
    assertEquals(0, text.length());
    text.readAll(TracerSystemCalls.AT_FDCWD, path("/proc/self/nothing"));
    assertEquals(0, text.length());
  }

  @Test
  void aLinkHasItsTargetOrAnError() throws IOException {
    String target = Files.readSymbolicLink(Path.of("/proc/self/exe")).toString();
    assertEquals(target.length(), text.readLink(TracerSystemCalls.AT_FDCWD, path("/proc/self/exe")));
    assertEquals(target, new String(bytes()));
    assertEquals(-TracerSystemCalls.ENOENT, text.readLink(TracerSystemCalls.AT_FDCWD, path("/proc/self/nothing")));
    assertEquals(0, text.length());
  }
}
