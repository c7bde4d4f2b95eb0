package org.eyas.core.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.eyas.testkit.LauncherJvm;
import org.junit.jupiter.api.Test;

class HeapPressureTest {
  @Test
  void theHeapOfThisTestIsNotFull() {
    assertFalse(new HeapPressure().getAsBoolean());
  }

  /** In the launcher's heap. Without the look at it the process ends for want of memory. */
  @Test
  void rulesThatNeedMoreMemoryThanThereIsAreRefused() throws Exception {
    assertEquals(List.of(1L), LauncherJvm.run(300, HungryRules.class).get("refused"));
  }
}
