package org.eyas.core.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.eyas.testkit.process.LauncherJvm;
import org.junit.jupiter.api.Test;

class HeapPressureTest {
  @Test
  void theHeapOfThisTestIsNotFull() {
    assertFalse(new HeapPressure().getAsBoolean());
  }

  /** Runs with the launcher's heap size. Without the check, the process would end for lack of memory. */
  @Test
  void rulesThatNeedTooMuchMemoryAreRefused() throws Exception {
    assertEquals(List.of(1L), LauncherJvm.run(300, HungryRules.class).get("refused"));
  }
}
