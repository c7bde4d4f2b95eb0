package org.eyas.testkit.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a target as a test: for seconds in an ordinary build, as long as {@code -Deyas.fuzz.seconds} says by {@code test/bench/fuzz}. The
 * seed is printed; {@code -Deyas.seed} repeats a run.
 */
public final class FuzzSession {
  private static final long SECONDS = 3;

  private FuzzSession() {}

  /** Feeds the target and closes it. Fails if an input goes wrong, or if the memory that stays in use grows. */
  public static void run(String name, FuzzTarget target) throws Exception {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    long seconds = Long.getLong("eyas.fuzz.seconds", SECONDS);
    System.out.println("fuzz " + name + " from seed " + seed);
    try (target) {
      FuzzRun run = new FuzzRun(target).run(seed, TimeUnit.SECONDS.toMillis(seconds));
      System.out.println("fuzz " + name + ": " + run);
      assertEquals(List.of(), run.wrong());
      assertTrue(run.inputs() > 1, "only one input");
    }
  }
}
