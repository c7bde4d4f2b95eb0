package org.eyas.driver.kmod;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HorizonTest {
  private static final long SECOND = 1_000_000_000L;

  private final Horizon horizon = new Horizon();

  @Test
  void eventsOfTheLastMomentAreNotComplete() {
    assertEquals(100 * SECOND - 100_000, horizon.until(100 * SECOND));
    assertEquals(100 * SECOND - 100_000, horizon.until(100 * SECOND), "the clock may stand still between two reads");
  }

  @Test
  void noEventWaitsWhileTheClockIsSetBack() {
    horizon.until(100 * SECOND);
    assertEquals(Long.MAX_VALUE, horizon.until(40 * SECOND));
    assertEquals(Long.MAX_VALUE, horizon.until(41 * SECOND));
    assertEquals(101 * SECOND - 100_000, horizon.until(101 * SECOND));
  }

  @Test
  void afterAllEventsOfBeforeAreReadTheClockMayStayBehind() {
    horizon.until(100 * SECOND);
    horizon.until(40 * SECOND);
    horizon.reached();
    assertEquals(Long.MAX_VALUE, horizon.until(41 * SECOND), "a processor may still be writing an event of before");
    horizon.until(42 * SECOND);
    horizon.reached();
    assertEquals(43 * SECOND - 100_000, horizon.until(43 * SECOND));
    horizon.reached();
    assertEquals(Long.MAX_VALUE, horizon.until(20 * SECOND));
  }
}
