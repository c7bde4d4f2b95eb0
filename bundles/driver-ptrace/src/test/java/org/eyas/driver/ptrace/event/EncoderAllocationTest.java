package org.eyas.driver.ptrace.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.eyas.testkit.LauncherJvm;
import org.junit.jupiter.api.Test;

/** Writing an event allocates nothing once the JVM has compiled it, whatever the event asks the kernel. */
class EncoderAllocationTest {
  private static final int SECONDS = 300;
  private static final long MOST = 1_000; // bytes for 1,000 events: one byte for each

  @Test
  void eventsAllocateNothing() throws Exception {
    Map<String, List<Long>> bytes = LauncherJvm.run(SECONDS, EncoderAllocations.class);
    assertEquals(7, bytes.size(), () -> "kinds of events: " + bytes);
    bytes.forEach((name, figures) -> assertTrue(figures.getFirst() < MOST, () -> name + " allocates " + figures));
  }
}
