package org.eyas.core.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.eyas.core.setting.EngineException;
import org.eyas.engine.check.InterruptCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60) // work that is not interrupted would not end
class LimitedWorkTest {
  private static final Callable<String> ENDLESS =
      () -> {
        while (true) {
          InterruptCheck.throwIfInterrupted();
          Thread.onSpinWait();
        }
      };
  private static final BooleanSupplier MEMORY_ENOUGH = () -> false;

  @AfterEach
  void theThreadIsLeftAsItWas() {
    assertFalse(Thread.interrupted());
  }

  @Test
  void workThatEndsInTimeIsNotInterrupted() throws Exception {
    assertEquals("done", LimitedWork.run(Duration.ofSeconds(50), MEMORY_ENOUGH, () -> "done"));
  }

  @Test
  void workThatTakesTooLongIsEnded() {
    EngineException e =
        assertThrows(EngineException.class, () -> LimitedWork.run(Duration.ofMillis(1), MEMORY_ENOUGH, ENDLESS));
    assertEquals("the rules took longer than 0 s to load (eyas.rules.limits.seconds allows more)", e.getMessage());
  }

  @Test
  void workThatTakesTooMuchMemoryIsEnded() {
    EngineException e =
        assertThrows(EngineException.class, () -> LimitedWork.run(Duration.ofSeconds(50), () -> true, ENDLESS));
    assertTrue(e.getMessage().startsWith("the rules need more memory than the engine has left"), e.getMessage());
  }

  @Test
  void anotherInterruptIsPassedOn() {
    Thread.currentThread().interrupt();
    assertThrows(
        CancellationException.class, () -> LimitedWork.run(Duration.ofSeconds(50), MEMORY_ENOUGH, ENDLESS));
    assertTrue(Thread.interrupted());
  }
}
