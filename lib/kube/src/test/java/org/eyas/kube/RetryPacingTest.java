package org.eyas.kube;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPacingTest {
  private static final RetryPacing PACE = new RetryPacing(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(8));

  private static void assertBetween(long least, long most, Duration pause) {
    assertTrue(pause.toMillis() >= least && pause.toMillis() <= most, pause.toString());
  }

  @Test
  void pausesDoubleUpToTheLongest() {
    for (int round = 0; round < 100; round++) {
      assertBetween(500, 1_000, PACE.pause(1, 0));
      assertBetween(2_000, 4_000, PACE.pause(3, 0));
      assertBetween(15_000, 30_000, PACE.pause(1_000_000, 0));
    }
  }

  @Test
  void aPauseIsNeverShorterThanTheServerAsks() {
    assertBetween(10_500, 11_000, PACE.pause(1, 10));
  }

  @Test
  void theClientsOfDifferentNodesDoNotComeAtOnce() {
    assertTrue(java.util.stream.Stream.generate(() -> PACE.pause(1, 0)).limit(100).distinct().count() > 10);
  }
}
