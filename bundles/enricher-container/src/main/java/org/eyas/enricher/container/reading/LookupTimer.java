package org.eyas.enricher.container.reading;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread that ends tasks that take too long ({@code container-limits}). Its own tasks read no files, so they cannot
 * hang.
 */
public final class LookupTimer implements AutoCloseable {
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("container-limits").factory());

  public LookupTimer() {
    thread.setRemoveOnCancelPolicy(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread.prestartAllCoreThreads();
  }

  /**
   * Runs a task later.
   *
   * @throws java.util.concurrent.RejectedExecutionException after {@link #close}
   */
  public ScheduledFuture<?> after(long millis, Runnable task) {
    return thread.schedule(task, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
