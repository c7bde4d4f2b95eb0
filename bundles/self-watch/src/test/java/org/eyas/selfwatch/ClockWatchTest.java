package org.eyas.selfwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
  private static final long BEGIN = -5; // the monotonic clock may be negative
  private final ClockWatch clock = new ClockWatch(BEGIN, 1_000_000);

  private void tick(long seconds, long wallSeconds) {
    clock.tick(BEGIN + TimeUnit.SECONDS.toNanos(seconds), 1_000_000 + TimeUnit.SECONDS.toMillis(wallSeconds));
  }

  @Test
  void aTickThatComesInTimeOrSecondsLateIsNoFinding() {
    tick(1, 1);
    tick(10, 10);
    assertEquals(0, clock.stoppedSeconds());
    assertEquals(0, clock.jumpedSeconds());
  }

  @Test
  void aLongTimeWithoutATickMeansThatTheProcessDidNotRun() {
    tick(1, 1);
    tick(43, 43);
    assertEquals(42, clock.stoppedSeconds());
    assertEquals(0, clock.jumpedSeconds());
    tick(44, 44);
    assertEquals(0, clock.stoppedSeconds());
  }

  @Test
  void aWallClockThatIsSetIsNoticedInBothDirections() {
    tick(1, 3_601);
    assertEquals(3_600, clock.jumpedSeconds());
    tick(2, 2);
    assertEquals(-3_600, clock.jumpedSeconds());
    assertEquals(0, clock.stoppedSeconds());
  }

  @Test
  void aClockThatIsSetWhileTheProcessIsStoppedGivesBoth() {
    tick(30, 330);
    assertEquals(30, clock.stoppedSeconds());
    assertEquals(300, clock.jumpedSeconds());
  }
}
