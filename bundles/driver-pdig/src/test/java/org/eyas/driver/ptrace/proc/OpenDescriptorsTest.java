package org.eyas.driver.ptrace.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.eyas.driver.ptrace.event.FakeCaller;
import org.eyas.driver.ptrace.event.OpenFile;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenDescriptorsTest {
  private static final int ABSENT = 1 << 20;

  private final TracerSystemCalls kernel = new TracerSystemCalls(FakeCaller.NUMBERS);
  private final ThreadProcFolders threads = new ThreadProcFolders(kernel);
  private final OpenDescriptors descriptors = new OpenDescriptors(kernel, threads);

  @AfterEach
  void close() {
    descriptors.close();
    threads.close();
  }

  private static String target(int folder) {
    return OpenFile.target(Path.of("/proc/self/fd/" + folder));
  }

  @Test
  void anOpenDescriptorIsFoundUntilItIsClosed() throws IOException {
    OpenFile file = OpenFile.of(Path.of("/etc/hostname"));
    assertEquals(0, descriptors.find(FakeCaller.SELF, file.fd()));
    file.close();
    assertEquals(-TracerSystemCalls.ENOENT, descriptors.find(FakeCaller.SELF, ABSENT));
  }

  @Test
  void aNegativeNumberIsNoDescriptor() {
    assertEquals(-TracerSystemCalls.ENOENT, descriptors.find(FakeCaller.SELF, -1));
  }

  @Test
  void aThreadThatDoesNotExistHasNoFolderAndItsDescriptorsAreUnknown() {
    int dead = Integer.MAX_VALUE;
    assertTrue(descriptors.folder(dead) < 0);
    int found = descriptors.find(dead, 0);
    assertTrue(found < 0 && found != -TracerSystemCalls.ENOENT, () -> "" + found);
  }

  @Test
  void theFolderOfAThreadThatHasEndedDoesNotSayThatADescriptorIsClosed() throws Exception {
    Process process = new ProcessBuilder("sleep", "600").start();
    int pid = (int) process.pid();
    int folder = descriptors.folder(pid);
    assertTrue(folder >= 0);
    assertEquals(-TracerSystemCalls.ENOENT, descriptors.find(pid, ABSENT));
    process.destroyForcibly().waitFor();
    int found = descriptors.find(pid, 0);
    assertTrue(found < 0 && found != -TracerSystemCalls.ENOENT, () -> "" + found);
  }

  @Test
  void theFolderOfAThreadStaysOpenUntilItIsForgottenOrAnotherThreadNeedsThePlace() {
    int folder = descriptors.folder(FakeCaller.SELF);
    String open = "/proc/" + FakeCaller.SELF + "/task/" + FakeCaller.SELF + "/fd";
    assertEquals(open, target(folder));
    assertEquals(folder, descriptors.folder(FakeCaller.SELF));
    descriptors.folder(FakeCaller.SELF + 64 * 1_000_000);
    assertNotEquals(open, target(folder), "the other thread does not exist, but it has the place");
    folder = descriptors.folder(FakeCaller.SELF);
    descriptors.forget(FakeCaller.SELF);
    assertNotEquals(open, target(folder));
    folder = descriptors.folder(FakeCaller.SELF);
    descriptors.close();
    assertNotEquals(open, target(folder));
  }
}
