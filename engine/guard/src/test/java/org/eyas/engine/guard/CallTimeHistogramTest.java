package org.eyas.engine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallTimeHistogramTest {
  private final CallTimeHistogram times = new CallTimeHistogram();

  @Test
  void withoutCallsAllFiguresAreZero() {
    assertEquals(0, times.longest());
    assertEquals(0, times.quantile(0.999));
  }

  @Test
  void quantilesAreAtMostAQuarterTooLarge() {
    for (long nanos = 1; nanos < TimeUnit.HOURS.toNanos(1); nanos = nanos * 3 + 1) {
      CallTimeHistogram same = new CallTimeHistogram();
      same.add(nanos);
      same.add(4 * nanos);
      long reported = same.quantile(0.5);
      assertTrue(reported >= nanos && reported <= Math.max(5, nanos * 5 / 4 + 1), nanos + " is reported as " + reported);
    }
  }

  @Test
  void p999IgnoresOneCallInAThousand() {
    for (int i = 0; i < 999; i++) {
      times.add(100);
    }
    times.add(1_000_000);
    assertEquals(1_000, times.count());
    assertTrue(times.quantile(0.999) <= 125, () -> "" + times.quantile(0.999));
    assertEquals(1_000_000, times.quantile(1));
    assertEquals(1_000_000, times.longest());
  }
}
