package org.eyas.driver.ptrace.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eyas.testkit.process.LauncherJvm;
import org.junit.jupiter.api.Test;

/**
 * Writing an event allocates nothing once the JVM has compiled it, whatever the event asks the kernel. For a file that is opened by a
 * link, it depends on what the JVM inlines whether one or two small objects are left.
 */
class EncoderCostTest {
  private static final int SECONDS = 300;
  private static final long MOST = 1_000; // bytes for 1,000 events: one byte for each
  private static final long MOST_OF_LINK = 65_000;

  @Test
  void eventsAllocateNothing() throws Exception {
    Map<String, List<Long>> figures = LauncherJvm.run(SECONDS, EncoderCost.class);
    assertEquals(Set.of("write", "openat", "link", "mmap", "clone", "execve", "exec", "end", "connect"), kinds(figures));
    for (String kind : kinds(figures)) {
      long most = kind.equals("link") ? MOST_OF_LINK : MOST;
      assertTrue(bytes(figures, kind) < most, () -> kind + " allocates " + bytes(figures, kind));
    }
  }

  private static Set<String> kinds(Map<String, List<Long>> figures) {
    return figures.keySet().stream().filter(name -> !name.endsWith("-ns")).collect(Collectors.toSet());
  }

  private static long bytes(Map<String, List<Long>> figures, String kind) {
    return figures.get(kind).getFirst();
  }
}
