package org.eyas.engine.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.api.source.SourceException;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SupervisorThreadTest {
  private final AtomicInteger looks = new AtomicInteger();
  private final SupervisorThread thread = new SupervisorThread("open-test", this::look);

  private void look() {
    looks.incrementAndGet();
    throw new IllegalStateException("on purpose");
  }

  @AfterEach
  void stop() {
    thread.stop();
  }

  @Test
  void itLooksAgainAfterAnInternalError() {
    thread.start();
    ConditionWait.until(() -> looks.get() >= 2);
  }

  @Test
  void itLooksWhenItIsWoken() {
    thread.wake();
    ConditionWait.until(() -> looks.get() == 1);
  }

  @Test
  void aCallPassesOnItsResultAndItsException() throws Exception {
    assertEquals("open-test", thread.call(() -> Thread.currentThread().getName()));
    SourceException thrown = new SourceException("no such device", "");
    assertEquals(thrown, assertThrows(SourceException.class, () -> thread.call(() -> {
      throw thrown;
    })));
  }

  @Test
  void itsWorkIsInterruptedWhenItIsStopped() {
    CountDownLatch begun = new CountDownLatch(1);
    thread.execute(
        () -> {
          begun.countDown();
          assertThrows(InterruptedException.class, () -> new CountDownLatch(1).await());
        });
    ConditionWait.until(() -> begun.getCount() == 0);
    assertFalse(thread.await(0));
    thread.stop();
    assertTrue(thread.await(30_000));
    thread.wake();
    assertThrows(RejectedExecutionException.class, () -> thread.call(() -> 1));
    assertEquals(0, looks.get());
  }
}
