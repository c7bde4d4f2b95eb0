package org.eyas.engine.state.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.eyas.engine.state.CrowdedMachine;
import org.eyas.testkit.process.LauncherJvm;
import org.junit.jupiter.api.Test;

class StateMemoryTest {
  private static final long MEGABYTE = 1_000_000;
  private static final int PROCESSES = 100_000;

  @Test
  void aHundredThousandProcessesFitInLessThanHalfTheHeapAndAreCollectedBeforeARingIsFull() throws Exception {
    Map<String, List<Long>> figures = LauncherJvm.run(180, CrowdedMachine.class, Integer.toString(PROCESSES));
    assertEquals(PROCESSES + 2, one(figures, "threads"));
    assertEquals(10 * PROCESSES, one(figures, "descriptors"));
    assertTrue(one(figures, "state_bytes") < 100 * MEGABYTE, "200 MB are allowed");
    // The collector has one thread. Its CPU time is the length of the pause, even while other programs use the CPU.
    assertTrue(one(figures, "full_collection_cpu_ms") < 400, "on an idle machine it takes a tenth of a second");
  }

  @Test
  void aStormOfForksFillsTheTablesButNotTheHeap() throws Exception {
    Map<String, List<Long>> figures = LauncherJvm.run(300, CrowdedMachine.class, "400000");
    assertEquals(ProcessTable.USUAL_LIMIT, one(figures, "threads"));
    assertEquals(400_002, one(figures, "threads") + one(figures, "threads_turned_away"));
  }

  private static long one(Map<String, List<Long>> figures, String name) {
    return figures.get(name).getFirst();
  }
}
