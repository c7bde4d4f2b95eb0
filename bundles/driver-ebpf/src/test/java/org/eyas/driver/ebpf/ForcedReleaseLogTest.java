package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ForcedReleaseLogTest {
  private final ForcedReleaseLog log = new ForcedReleaseLog();

  @Test
  void logsTheFirstTimeAndThenOnlyMuchLargerNumbers() {
    assertFalse(log.reportNew(0));
    assertTrue(log.reportNew(7));
    assertFalse(log.reportNew(999));
    assertTrue(log.reportNew(5_000_000));
    assertFalse(log.reportNew(900_000_000));
    assertTrue(log.reportNew(1_000_000_000));
  }
}
