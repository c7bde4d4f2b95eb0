package org.eyas.driver.ptrace.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eyas.driver.ptrace.event.FakeCaller;
import org.eyas.driver.ptrace.event.OpenFile;
import org.eyas.driver.ptrace.event.ProgramFile;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadProcFoldersTest {
  private final TracerSystemCalls kernel = new TracerSystemCalls(FakeCaller.NUMBERS);
  private final ThreadProcFolders folders = new ThreadProcFolders(kernel);
  private final ProcFileText text = new ProcFileText(kernel);

  @AfterEach
  void close() {
    folders.close();
  }

  private static String target(int folder) {
    return OpenFile.target(Path.of("/proc/self/fd/" + folder));
  }

  private int threadOf(int tid) {
    text.read(folders.of(tid), ProcPath.name("stat"));
    return (int) text.decimal(0);
  }

  @Test
  void everyThreadHasAFolderNotOnlyTheFirstOfItsProcess() throws Exception {
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      int other = threads.map(thread -> Integer.parseInt(thread.getFileName().toString()))
          .filter(tid -> tid != FakeCaller.SELF).findFirst().orElseThrow();
      assertEquals(other, threadOf(other));
    }
    assertEquals(FakeCaller.SELF, threadOf(FakeCaller.SELF));
  }

  @Test
  void aFolderStaysOpenUntilItIsForgottenOrAnotherThreadNeedsThePlace() {
    int folder = folders.of(FakeCaller.SELF);
    String open = "/proc/" + FakeCaller.SELF + "/task/" + FakeCaller.SELF;
    assertEquals(open, target(folder));
    assertEquals(folder, folders.of(FakeCaller.SELF));
    folders.of(FakeCaller.SELF + 64 * 1_000_000);
    assertNotEquals(open, target(folder), "the other thread does not exist, but it has the place");
    folder = folders.of(FakeCaller.SELF);
    folders.forget(FakeCaller.SELF);
    assertNotEquals(open, target(folder));
    folder = folders.of(FakeCaller.SELF);
    folders.close();
    assertNotEquals(open, target(folder));
  }

  @Test
  void aThreadThatHasEndedHasNoFolderAndNoFiles() throws Exception {
    Process process = new ProcessBuilder("sleep", "600").start();
    int pid = (int) process.pid();
    assertEquals(pid, threadOf(pid));
    process.destroyForcibly().waitFor();
    assertEquals(0, threadOf(pid));
    folders.forget(pid);
    assertTrue(folders.of(pid) < 0);
  }

  private String program(int folder) {
    text.readLink(folder, ProgramFile.LINK);
    return new String(text.bytes(), 0, text.length());
  }

  @Test
  void aProgramThatIsReplacedKeepsItsFolder() throws Exception {
    Process process = new ProcessBuilder("sh", "-c", "read line; exec sleep 600").start();
    int pid = (int) process.pid();
    int folder = folders.of(pid);
    String shell = program(folder);
    try {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      ConditionWait.until(() -> !program(folder).equals(shell));
      assertEquals(folder, folders.of(pid));
      assertEquals(pid, threadOf(pid));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
