package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.foreign.Arena;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.eyas.driver.ptrace.kernel.ProcessMemory;
import org.eyas.driver.ptrace.trace.Tracee.Birth;
import org.junit.jupiter.api.Test;

class TraceeTableTest {
  private static final long SEED = Long.getLong("eyas.seed", System.nanoTime());

  @Test
  void containsWhatWasAddedAndNotRemoved() {
    try (Arena arena = Arena.ofConfined()) {
      ProcessMemory memory = new ProcessMemory(arena);
      Random random = new Random(SEED);
      TraceeTable tracees = new TraceeTable();
      Set<Integer> expected = new HashSet<>();
      for (int i = 0; i < 20_000; i++) {
        int tid = 1 + random.nextInt(700);
        if (random.nextInt(3) > 0) {
          tracees.add(new Tracee(tid, tid, Birth.STARTED, memory));
          expected.add(tid);
        } else {
          tracees.remove(tid);
          expected.remove(tid);
        }
        check(tracees, expected, 1 + random.nextInt(700));
      }
      Set<Integer> found = new HashSet<>();
      tracees.forEach(tracee -> found.add(tracee.tid()));
      assertEquals(expected, found, "seed " + SEED);
    }
  }

  private static void check(TraceeTable tracees, Set<Integer> expected, int tid) {
    assertEquals(expected.size(), tracees.size(), "seed " + SEED);
    if (expected.contains(tid)) {
      assertEquals(tid, assertNotNullOf(tracees.get(tid)).tid(), "seed " + SEED);
    } else {
      assertNull(tracees.get(tid), "seed " + SEED);
    }
  }

  private static Tracee assertNotNullOf(Tracee tracee) {
    assertNotNull(tracee, "seed " + SEED);
    return tracee;
  }
}
