package org.eyas.output.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RestartBackoffTest {
  private final RestartBackoff backoff = new RestartBackoff();

  private long millisAfterAnEnd(long livedSeconds) {
    backoff.ended(TimeUnit.SECONDS.toNanos(livedSeconds), 0);
    return TimeUnit.NANOSECONDS.toMillis(backoff.waitNanos(0));
  }

  @Test
  void theFirstStartDoesNotWait() {
    assertEquals(0, backoff.waitNanos(System.nanoTime()));
  }

  @Test
  void theWaitDoublesUpToFiveSeconds() {
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      waits.add(millisAfterAnEnd(1));
    }
    assertEquals(List.of(0L, 100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L), waits);
  }

  @Test
  void aProgramThatLivedForLongIsStartedAtOnce() {
    assertFalse(backoff.ended(0, 0));
    assertEquals(100, millisAfterAnEnd(1));
    assertTrue(backoff.ended(TimeUnit.SECONDS.toNanos(10), 0));
    assertEquals(0, backoff.waitNanos(0));
  }

  @Test
  void theWaitPasses() {
    millisAfterAnEnd(1);
    millisAfterAnEnd(1);
    assertEquals(0, backoff.waitNanos(TimeUnit.MILLISECONDS.toNanos(100)));
  }
}
