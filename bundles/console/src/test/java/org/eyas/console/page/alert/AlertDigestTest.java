package org.eyas.console.page.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.console.page.FakeEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class AlertDigestTest {
  private final FakeEngine engine = new FakeEngine();
  private final AtomicLong nanos = new AtomicLong();
  private final AlertDigest digest = new AlertDigest(engine, nanos::get);

  @BeforeEach
  void raise() {
    engine.alerts.raiseAt(TimeUnit.SECONDS.toNanos(Instant.now().getEpochSecond()), "Own", "cron", "ann");
  }

  private String total() {
    return digest.digest(Optional.empty()).total();
  }

  @Test
  void whileOneRequestCountsTheOthersGetWhatWasCountedBefore() throws Exception {
    assertEquals("1 alert", total());
    raise();
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(2));
    CountDownLatch counts = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger searches = new AtomicInteger();
    Thread tester = Thread.currentThread();
    engine.beforeSearch = () -> {
      if (Thread.currentThread() != tester && searches.incrementAndGet() == 2) { // the first one is before the lock
        counts.countDown();
        await(goOn);
      }
    };
    CompletableFuture<String> counted = CompletableFuture.supplyAsync(this::total);
    await(counts);
    assertEquals("1 alert", total(), "nobody waits");
    assertFalse(counted.isDone());
    goOn.countDown();
    assertEquals("2 alerts", counted.get(60, TimeUnit.SECONDS));
    assertEquals("2 alerts", total());
  }

  @Test
  void withinTwoSecondsItIsNotCountedAgain() {
    assertEquals("1 alert", total());
    raise();
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1_900));
    assertEquals("1 alert", total());
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(200));
    assertEquals("2 alerts", total());
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nothing came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
