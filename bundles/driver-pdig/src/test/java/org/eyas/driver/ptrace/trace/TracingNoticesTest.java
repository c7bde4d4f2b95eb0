package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import org.eyas.driver.ptrace.kernel.ProcessMemory;
import org.eyas.driver.ptrace.trace.Tracee.Birth;
import org.junit.jupiter.api.Test;

class TracingNoticesTest {
  private static final int TSYNC_AND_NEW_LISTENER = 1 | 8;

  private static boolean hasListener(String call, long flags, long result) {
    try (Arena arena = Arena.ofConfined()) {
      Tracee tracee = new Tracee(1, 1, Birth.STARTED, new ProcessMemory(arena));
      tracee.setNativeNumber(Run.number(call));
      tracee.argument(1, flags);
      tracee.completeCall(result);
      return TracingNotices.hasListener(tracee);
    }
  }

  @Test
  void onlyAFilterWithAListenerCanHideCalls() {
    assertTrue(hasListener("seccomp", TSYNC_AND_NEW_LISTENER, 3));
    assertFalse(hasListener("seccomp", TSYNC_AND_NEW_LISTENER, -22), "it failed");
    assertFalse(hasListener("seccomp", 1, 0), "without a listener");
    assertFalse(hasListener("ptrace", TSYNC_AND_NEW_LISTENER, 0));
  }
}
