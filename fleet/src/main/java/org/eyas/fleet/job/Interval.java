package org.eyas.fleet.job;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says when the next interval has begun. For one thread, which a timer wakes up. */
final class Interval {
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

  /** When the other future is complete, or an interval has begun. */
  CompletableFuture<Void> or(CompletableFuture<Void> other) {
    return other.isDone() ? other : CompletableFuture.anyOf(other, next).thenAccept(any -> {});
  }
}
