package org.eyas.fleet.job;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Wakes up one thread at the beginning of each interval, by a timer. */
final class IntervalTimer {
  private volatile CompletableFuture<Void> next = new CompletableFuture<>();

  void start(ScheduledExecutorService timer, Duration length) {
    timer.scheduleAtFixedRate(() -> next.complete(null), length.toMillis(), length.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether an interval has begun since this was last true. */
  boolean hasBegun() {
    if (!next.isDone()) {
      return false;
    }
    next = new CompletableFuture<>();
    return true;
  }

  /** A future that completes when the other future completes or an interval begins. */
  CompletableFuture<Void> orNextInterval(CompletableFuture<Void> other) {
    return other.isDone() ? other : CompletableFuture.anyOf(other, next).thenAccept(any -> {});
  }
}
