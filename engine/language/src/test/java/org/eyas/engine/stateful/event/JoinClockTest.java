package org.eyas.engine.stateful.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.eyas.engine.stateful.StatefulRun;
import org.junit.jupiter.api.Test;

class JoinClockTest {
  private static final long SECOND = StatefulRun.SECOND;
  private static final long NONE = Long.MAX_VALUE;

  private final JoinClock time = new JoinClock(100 * SECOND, 0);

  @Test
  void anEventMovesTheTimeOn() {
    assertEquals(110 * SECOND, time.advance(110 * SECOND, NONE, 200 * SECOND, 0));
    assertEquals(110 * SECOND, time.nanos());
  }

  @Test
  void aLateEventCountsAtTheTimeThatIsReachedAndDoesNotChangeIt() {
    time.advance(110 * SECOND, NONE, 200 * SECOND, 0);
    assertEquals(110 * SECOND, time.advance(50 * SECOND, NONE, 200 * SECOND, 3 * SECOND));
    assertEquals(110 * SECOND, time.nanos());
    time.advanceIdle(NONE, 200 * SECOND, 3 * SECOND);
    assertEquals(112 * SECOND, time.nanos());
  }

  @Test
  void anEventThatLeavesEarlyDoesNotPassThoseThatWait() {
    assertEquals(110 * SECOND, time.advance(110 * SECOND, 105 * SECOND, 200 * SECOND, 0));
    assertEquals(105 * SECOND, time.nanos());
  }

  @Test
  void withoutEventsTheTimePassesASecondLaterButNotBeyondAnEventThatWaits() {
    time.advanceIdle(NONE, 200 * SECOND, 5 * SECOND);
    assertEquals(104 * SECOND, time.nanos());
    time.advanceIdle(106 * SECOND, 200 * SECOND, 20 * SECOND);
    assertEquals(106 * SECOND, time.nanos());
    time.advanceIdle(NONE, 107 * SECOND, 20 * SECOND);
    assertEquals(107 * SECOND, time.nanos());
  }

  @Test
  void theTimeGoesBackOnlyWithTheClock() {
    time.advanceIdle(NONE, 40 * SECOND, 5 * SECOND);
    assertEquals(40 * SECOND, time.nanos());
    time.advanceIdle(NONE, 42 * SECOND, 7 * SECOND);
    assertEquals(41 * SECOND, time.nanos());
  }
}
