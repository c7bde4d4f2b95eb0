package org.eyas.driver.kmod;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollBackoffTest {
  @Test
  void theWaitDoublesUpTo30MillisecondsAndIsShortAgainAfterAnEvent() {
    PollBackoff pause = new PollBackoff();
    List<Long> micros = new ArrayList<>();
    Thread.currentThread().interrupt(); // so that it does not wait
    for (int i = 0; i < 8; i++) {
      micros.add(pause.nanos() / 1_000);
      pause.await();
    }
    Thread.interrupted();
    assertEquals(List.of(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L), micros);
    pause.reset();
    assertEquals(500_000, pause.nanos());
  }
}
