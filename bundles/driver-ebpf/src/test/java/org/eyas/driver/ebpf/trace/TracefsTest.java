package org.eyas.driver.ebpf.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class TracefsTest {
  private static Tracefs mounted() {
    try {
      return Tracefs.mounted();
    } catch (IOException e) {
      System.out.println("skipped, tracefs cannot be mounted here: " + e.getMessage());
      Assumptions.abort("no tracefs");
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whereItIsNotMountedItIsMountedWithoutAPlace() throws IOException {
    String before = Files.readString(Path.of("/proc/self/mountinfo"));
    try (Tracefs tracefs = mounted()) {
      assertEquals(before, Files.readString(Path.of("/proc/self/mountinfo")));
      int event = tracefs.event("syscalls/sys_enter_openat");
      assertTrue(event > 2);
      SystemCalls.close(event);
    }
  }

  @Test
  void aTracepointThatDoesNotExistIsNamed() throws IOException {
    try (Tracefs tracefs = mounted()) {
      IOException missing = assertThrows(IOException.class, () -> tracefs.event("syscalls/sys_enter_nothing"));
      assertTrue(String.valueOf(missing.getMessage()).contains("sys_enter_nothing"), missing.getMessage());
    }
  }
}
