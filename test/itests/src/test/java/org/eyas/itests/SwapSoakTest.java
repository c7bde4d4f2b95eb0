package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bundles of every kind are replaced, one per second, during 50,000 events per second, of which every hundredth raises an
 * alert: each alert is there once. It takes twenty seconds; {@code -Deyas.swap.soak=300} for five minutes.
 */
class SwapSoakTest {
  private static final int SECONDS = Integer.getInteger("eyas.swap.soak", 20);
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final List<String> BUNDLES =
      List.of(
          "org.eyas.output.file", "org.eyas.enricher.container", "org.eyas.enricher.session", "org.eyas.fields.syslog",
          "org.eyas.rules.file", "org.eyas.core");

  @TempDir private Path folder;
  private final Map<String, List<Long>> millis = new LinkedHashMap<>();
  private int version;

  @Test
  void eachAlertIsThereOnceWhateverIsReplaced() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can drop bundles");
    try (Swapped eyas = new Swapped(folder)) {
      DriverJar.driver(eyas.dropped(), "numbered_a", "1.0.0");
      DriverJar.driver(eyas.dropped(), "numbered_b", "1.0.0");
      eyas.start("--bundles", "!driver-ebpf");
      eyas.awaitMore(100);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      while (System.nanoTime() < end) {
        swapAll(eyas);
      }
      eyas.awaitMore(500);
      eyas.end();
      eyas.assertEachOnce();
      millis.forEach((what, times) -> System.out.println("SwapSoakTest: " + what + " " + summary(times)));
      System.out.println("SwapSoakTest: " + eyas.alerts() + " alerts, each once");
      assertTrue(millis.values().stream().allMatch(times -> times.size() >= 2), "each kind was exchanged");
    }
  }

  private void swapAll(Swapped eyas) throws Exception {
    timed("driver", () -> eyas.use("numbered_b"));
    timed("driver", () -> eyas.use("numbered_a"));
    for (String bundle : BUNDLES) {
      String next = "9.0." + ++version;
      timed(bundle, () -> {
        BundleJar.of(Dist.home().resolve("bundles/" + bundle + ".jar")).versioned(next).to(eyas.dropped(), bundle + ".jar");
        eyas.awaitThat(() -> isThere(eyas, bundle, next), bundle + " " + next + " does not come");
      });
      if (bundle.endsWith("core")) {
        eyas.awaitMore(100);
      }
    }
    String next = "1.0." + ++version;
    int before = (int) eyas.lines("Driver switched to numbered_a");
    timed("driver's bundle", () -> {
      DriverJar.driver(eyas.dropped(), "numbered_a", next);
      eyas.awaitLine("Driver switched to numbered_a", before + 1);
    });
  }

  private static boolean isThere(Swapped eyas, String bundle, String version) throws Exception {
    String name = bundle + " " + version;
    return eyas.lines("Bundle " + name + " from") > 0 || eyas.lines(bundle + ".jar is updated to " + version) > 0;
  }

  private interface Swap {
    void run() throws Exception;
  }

  private void timed(String what, Swap swap) throws Exception {
    long start = System.nanoTime();
    swap.run();
    long nanos = System.nanoTime() - start;
    millis.computeIfAbsent(what, _ -> new ArrayList<>()).add(TimeUnit.NANOSECONDS.toMillis(nanos));
    TimeUnit.NANOSECONDS.sleep(Math.max(0, EVERY_NANOS - nanos));
  }

  private static String summary(List<Long> times) {
    List<Long> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return times.size() + " times, median " + sorted.get(sorted.size() / 2) + " ms, longest " + sorted.getLast() + " ms";
  }
}
