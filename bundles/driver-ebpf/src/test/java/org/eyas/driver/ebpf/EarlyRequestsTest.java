package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EarlyRequestsTest {
  private static final long START = -5; // the clock can begin below zero
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final EarlyRequests early = new EarlyRequests();

  @Test
  void theFirstAreLoggedAtOnceAndLaterOnesOnceAMinute() {
    assertEquals(0, early.look(0, START));
    assertEquals(3, early.look(3, START));
    assertEquals(0, early.look(7, START + MINUTE - 1));
    assertEquals(6, early.look(9, START + MINUTE));
    assertEquals(0, early.look(9, START + 2 * MINUTE));
  }
}
