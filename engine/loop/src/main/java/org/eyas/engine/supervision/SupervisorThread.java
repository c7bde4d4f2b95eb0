package org.eyas.engine.supervision;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that runs a check once per second and whenever it is woken. The check does the work that is due. */
public final class SupervisorThread {
  private static final Logger LOG = LoggerFactory.getLogger(SupervisorThread.class);
  private static final long CHECK_MILLIS = 1_000;

  private final String name;
  private final Runnable periodicCheck;
  private final ScheduledExecutorService executor;

  public SupervisorThread(String name, Runnable look) {
    this.name = name;
    this.periodicCheck = look;
    executor = Executors.newSingleThreadScheduledExecutor(task -> Thread.ofPlatform().daemon().name(name).unstarted(task));
  }

  public String name() {
    return name;
  }

  /** Starts the thread. The first check runs at once. */
  public void start() {
    executor.scheduleWithFixedDelay(this::runTaskSafely, 0, CHECK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void runTaskSafely() {
    try {
      periodicCheck.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.error("Thread {}: sources were not updated, due to an internal error or a fault of a source", name, e);
    }
  }

  /** Runs the check soon, because something has changed. */
  public void wake() {
    execute(this::runTaskSafely);
  }

  /** Runs other work on the thread, if the thread has not ended. */
  public void execute(Runnable work) {
    try {
      executor.execute(work);
    } catch (RejectedExecutionException e) {
      LOG.trace("the run is over", e);
    }
  }

  /** Runs other work on the thread and waits for it. */
  public <T> T call(Callable<T> work) throws Exception {
    try {
      return executor.submit(work).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /** Ends after the current work. */
  public void end() {
    executor.shutdown();
  }

  /** Ends, and interrupts the current work. */
  public void stop() {
    executor.shutdownNow();
  }

  /** Waits at most this long for the end; returns whether it has ended. */
  public boolean await(long limitMillis) {
    try {
      return executor.awaitTermination(limitMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return executor.isTerminated();
    }
  }
}
