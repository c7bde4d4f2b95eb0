package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UnfinishedRequestLogTest {
  private static final long START = -5; // the clock can begin below zero
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final UnfinishedRequestLog early = new UnfinishedRequestLog();

  @Test
  void theFirstAreLoggedAtOnceAndLaterOnesOnceAMinute() {
    assertEquals(0, early.reportNew(0, START));
    assertEquals(3, early.reportNew(3, START));
    assertEquals(0, early.reportNew(7, START + MINUTE - 1));
    assertEquals(6, early.reportNew(9, START + MINUTE));
    assertEquals(0, early.reportNew(9, START + 2 * MINUTE));
  }
}
