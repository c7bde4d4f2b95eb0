package org.eyas.engine.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class ChangeSignalTest {
  private static final long LONG_MILLIS = 60_000;

  private final ChangeSignal signal = new ChangeSignal();

  @Test
  void aConditionThatIsTrueIsNotWaitedFor() throws InterruptedException {
    assertTrue(signal.await(() -> true, 0));
  }

  @Test
  void theWaitEndsWhenTheTimeIsOver() throws InterruptedException {
    assertFalse(signal.await(() -> false, 1));
  }

  @Test
  void theWaitEndsWithTheChangeAndWithinIt() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> waits = new CompletableFuture<>();
    CompletableFuture<Boolean> result =
        CompletableFuture.supplyAsync(
            () -> waited(
                () -> {
                  waits.complete(null);
                  return done.get();
                }));
    waits.get();
    done.set(true);
    signal.changed();
    assertTrue(result.get(LONG_MILLIS / 2, TimeUnit.MILLISECONDS));
  }

  private boolean waited(BooleanSupplier condition) {
    try {
      return signal.await(condition, LONG_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  // Two threads count up in turn; a missed change would cost a minute each time.
  @Test
  void noChangeIsMissed() throws Exception {
    AtomicLong number = new AtomicLong();
    CompletableFuture<Void> odd = CompletableFuture.runAsync(() -> count(number, 1));
    count(number, 0);
    odd.get();
    assertEquals(20_000, number.get());
  }

  private void count(AtomicLong number, int remainder) {
    for (int i = 0; i < 10_000; i++) {
      assertTrue(waited(() -> number.get() % 2 == remainder));
      number.incrementAndGet();
      signal.changed();
    }
  }

  @Test
  void anInterruptEndsTheWait() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> signal.await(() -> false, LONG_MILLIS));
  }
}
