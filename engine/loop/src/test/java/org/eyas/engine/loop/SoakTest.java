package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.eyas.testkit.process.LauncherJvm;
import org.junit.jupiter.api.Test;

/** Fifty million events, or the number in {@code -Deyas.soak=10000000}. */
class SoakTest {
  private static final String EVENTS = System.getProperty("eyas.soak", "50000000");
  private static final int SECONDS = 300;
  private static final double FLAT = 1.05;

  @Test
  void theHeapStaysFlatAndTheCountsAddUp() throws Exception {
    Map<String, List<Long>> figures = LauncherJvm.run(SECONDS, Soak.class, EVENTS);
    List<Long> heap = figures.get("heap_bytes");
    assertEquals(10, heap.size());
    List<Long> warm = heap.subList(2, heap.size());
    assertTrue(
        Collections.max(warm) <= Collections.min(warm) * FLAT, () -> "the heap after each tenth of the events: " + heap);
    assertEquals(figures.get("events"), figures.get("counted_events"));
    assertEquals(figures.get("secrets"), figures.get("alerts"));
    assertEquals(0, one(figures, "faults"));
    assertEquals(one(figures, "n_threads"), one(figures, "n_added_threads") - one(figures, "n_removed_threads"));
    assertEquals(one(figures, "n_fds"), one(figures, "n_added_fds") - one(figures, "n_removed_fds"));
    assertEquals(0, one(figures, "n_drops_full_threadtable"));
    long lost = one(figures, "n_threads") - BusyMachine.alive();
    assertTrue(lost >= 0 && lost < one(figures, "exits_lost"), lost + " threads whose exit was lost are still in the table");
    assertTrue(one(figures, "purged") > 0);
  }

  private static long one(Map<String, List<Long>> figures, String name) {
    return figures.get(name).getFirst();
  }
}
