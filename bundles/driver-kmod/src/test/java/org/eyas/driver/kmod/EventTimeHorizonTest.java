package org.eyas.driver.kmod;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EventTimeHorizonTest {
  private static final long SECOND = 1_000_000_000L;

  private final EventTimeHorizon horizon = new EventTimeHorizon();

  @Test
  void eventsOfTheLastMomentAreNotComplete() {
    assertEquals(100 * SECOND - 100_000, horizon.completeUntil(100 * SECOND));
    assertEquals(100 * SECOND - 100_000, horizon.completeUntil(100 * SECOND), "the clock may stand still between two reads");
  }

  @Test
  void noEventWaitsWhileTheClockIsSetBack() {
    horizon.completeUntil(100 * SECOND);
    assertEquals(Long.MAX_VALUE, horizon.completeUntil(40 * SECOND));
    assertEquals(Long.MAX_VALUE, horizon.completeUntil(41 * SECOND));
    assertEquals(101 * SECOND - 100_000, horizon.completeUntil(101 * SECOND));
  }

  @Test
  void afterAllEventsOfBeforeAreReadTheClockMayStayBehind() {
    horizon.completeUntil(100 * SECOND);
    horizon.completeUntil(40 * SECOND);
    horizon.markReached();
    assertEquals(Long.MAX_VALUE, horizon.completeUntil(41 * SECOND), "a processor may still be writing an event of before");
    horizon.completeUntil(42 * SECOND);
    horizon.markReached();
    assertEquals(43 * SECOND - 100_000, horizon.completeUntil(43 * SECOND));
    horizon.markReached();
    assertEquals(Long.MAX_VALUE, horizon.completeUntil(20 * SECOND));
  }
}
