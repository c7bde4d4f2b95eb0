package org.eyas.bench.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eyas.testkit.fuzz.FuzzRun;
import org.eyas.testkit.fuzz.FuzzTarget;
import org.junit.jupiter.api.Test;

/** A short stretch of {@code test/bench/fuzz captures}. */
class CaptureFuzzTest {
  private static final long MILLIS = 8_000;

  @Test
  void damagedCapturesEndInEventsOrOneErrorAndNothingFailsInTheLoop() throws Exception {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    System.out.println("captures from seed " + seed);
    try (FuzzTarget captures = new CaptureTarget()) {
      FuzzRun run = new FuzzRun(captures).run(seed, MILLIS);
      System.out.println(run);
      assertEquals(List.of(), run.wrong());
      assertTrue(run.inputs() > 1);
    }
  }
}
