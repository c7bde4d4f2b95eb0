package org.eyas.engine.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JoinTimeTest {
  private static final long SECOND = Remembered.SECOND;
  private static final long NONE = Long.MAX_VALUE;

  private final JoinTime time = new JoinTime(100 * SECOND, 0);

  @Test
  void anEventMovesTheTimeOn() {
    assertEquals(110 * SECOND, time.see(110 * SECOND, NONE, 200 * SECOND, 0));
    assertEquals(110 * SECOND, time.nanos());
  }

  @Test
  void aLateEventCountsAtTheTimeThatIsReachedAndDoesNotChangeIt() {
    time.see(110 * SECOND, NONE, 200 * SECOND, 0);
    assertEquals(110 * SECOND, time.see(50 * SECOND, NONE, 200 * SECOND, 3 * SECOND));
    assertEquals(110 * SECOND, time.nanos());
    time.pass(NONE, 200 * SECOND, 3 * SECOND);
    assertEquals(112 * SECOND, time.nanos());
  }

  @Test
  void anEventThatLeavesEarlyDoesNotPassThoseThatWait() {
    assertEquals(110 * SECOND, time.see(110 * SECOND, 105 * SECOND, 200 * SECOND, 0));
    assertEquals(105 * SECOND, time.nanos());
  }

  @Test
  void withoutEventsTheTimePassesASecondLaterButNotBeyondAnEventThatWaits() {
    time.pass(NONE, 200 * SECOND, 5 * SECOND);
    assertEquals(104 * SECOND, time.nanos());
    time.pass(106 * SECOND, 200 * SECOND, 20 * SECOND);
    assertEquals(106 * SECOND, time.nanos());
    time.pass(NONE, 107 * SECOND, 20 * SECOND);
    assertEquals(107 * SECOND, time.nanos());
  }

  @Test
  void theTimeGoesBackOnlyWithTheClock() {
    time.pass(NONE, 40 * SECOND, 5 * SECOND);
    assertEquals(40 * SECOND, time.nanos());
    time.pass(NONE, 42 * SECOND, 7 * SECOND);
    assertEquals(41 * SECOND, time.nanos());
  }
}
