package org.eyas.enricher.session;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code join-sessions}. It decides the sessions that can be decided, four times a second. It starts when it
 * is first needed.
 */
final class SessionSweepThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SessionSweepThread.class);
  private static final long EVERY_MILLIS = 250;

  private final LongConsumer sweep;
  private final AtomicBoolean started = new AtomicBoolean();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("join-sessions").unstarted(task)); // starts with the first task

  /** @param sweep gets the time now, as events have it */
  SessionSweepThread(LongConsumer sweep) {
    this.sweep = sweep;
  }

  /** The time now, as events have it. */
  static long nowNanos() {
    return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
  }

  void start() {
    if (!started.get() && started.compareAndSet(false, true)) {
      thread.scheduleWithFixedDelay(this::sweep, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void sweep() {
    try {
      sweep.accept(nowNanos());
    } catch (RuntimeException e) {
      LOG.error("The sessions of pods could not be joined due to an internal error", e); // and try again
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
