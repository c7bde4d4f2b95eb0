package org.eyas.launcher.shortage;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognizes the error that the JVM throws if the kernel refuses another thread. Such an error does not end the JVM: the option
 * that ends it when its heap is full does not cover threads. An engine whose components lack their threads would stay half-started.
 *
 * <pre>
 *   uncaught, or caught by main ---+                   +--- during the start: one line, and the process ends
 *   logged by bundles (slf4j)   ---+--> recognizes ----+
 *   logged by SCR, the framework --+                   +--- later: a problem of health until a thread can be created
 * </pre>
 *
 * <p>Any thread may call it. No method creates a thread, except for the attempt in {@link #problem}.
 */
public final class ThreadShortage {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadShortage.class);

  private static final String REASON_AND_REMEDY =
      "because the kernel refuses another thread: a limit of processes and threads is reached; end other programs, or raise it"
          + " (TasksMax= and LimitNPROC= of a service, pids.max of a cgroup, kernel.pid_max, kernel.threads-max)";

  /** The line of a process that ends during its start. */
  public static final String START_FAILED = "Error: startup did not complete, " + REASON_AND_REMEDY;

  /** The line of a process whose main thread needed another one later. */
  public static final String RUN_ENDED = "Error: the run ended, " + REASON_AND_REMEDY;

  private static final String PROBLEM =
      "The kernel refused a thread: connections, requests and look-ups may fail until others end or the limit of processes and threads"
          + " is raised (TasksMax= and LimitNPROC= of a service, pids.max of a cgroup, kernel.pid_max, kernel.threads-max)";

  private static final String NO_THREAD = "unable to create native thread"; // os::native_thread_creation_failed_msg of HotSpot
  private static final int DEEPEST = 20;
  private static final int MOST_LOGGED = 50;

  /**
   * The time for which a shortage is shown: longer than the pause between two readings of health, so that a short one is
   * shown too.
   */
  private static final long SHOWN_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final ThreadShortage OF_PROCESS = new ThreadShortage(System::nanoTime, ThreadShortage::canCreateThread);

  private final LongSupplier clock;
  private final BooleanSupplier attempt;
  private volatile @Nullable Runnable startFailure;
  private @Nullable Instant since;
  private long lastNanos;
  private final Set<String> logged = new HashSet<>();

  ThreadShortage(LongSupplier clock, BooleanSupplier attempt) {
    this.clock = clock;
    this.attempt = attempt;
  }

  /** The one of this process. */
  public static ThreadShortage ofProcess() {
    return OF_PROCESS;
  }

  /**
   * Sets the action for a refused thread, which from now on fails the start.
   *
   * @param failure ends the process with the line {@link #START_FAILED}; does not return
   */
  public void setStartFailure(Runnable failure) {
    startFailure = failure;
  }

  /** Notes that the start is complete: from now on, a refused thread is a problem of health. */
  public void startCompleted() {
    startFailure = null;
  }

  /**
   * Whether a failure is a refused thread, or was caused by one. If so, this method has handled it, and the caller has
   * nothing to log. During the start, the method does not return in this case.
   */
  public boolean recognizes(@Nullable Throwable failure) {
    if (!isRefusedThread(failure, DEEPEST)) {
      return false;
    }
    Runnable end = startFailure;
    if (end != null) {
      end.run();
    }
    note();
    return true;
  }

  private static boolean isRefusedThread(@Nullable Throwable failure, int depth) {
    if (failure == null || depth == 0) {
      return false;
    }
    if (failure instanceof OutOfMemoryError && String.valueOf(failure.getMessage()).startsWith(NO_THREAD)) {
      return true;
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      if (isRefusedThread(suppressed, depth - 1)) {
        return true;
      }
    }
    return isRefusedThread(failure.getCause(), depth - 1);
  }

  /** Whether a line about a refused thread is the first of its kind in this shortage. */
  public synchronized boolean isFirstOfKind(String line) {
    return logged.size() < MOST_LOGGED && logged.add(line);
  }

  private void note() {
    boolean first;
    synchronized (this) {
      first = since == null;
      since = first ? Instant.now() : since;
      lastNanos = clock.getAsLong();
    }
    if (first) {
      LOG.warn("{}", PROBLEM);
    }
  }

  /** The problem and when it began, for health; empty if there is none. Ends the problem if a thread can be created again. */
  public Map<String, Instant> problem() {
    synchronized (this) {
      if (since == null) {
        return Map.of();
      }
      if (clock.getAsLong() - lastNanos < SHOWN_NANOS || !attempt.getAsBoolean()) {
        return Map.of(PROBLEM, since);
      }
      since = null;
      logged.clear();
    }
    LOG.info("The kernel no longer refuses threads");
    return Map.of();
  }

  private static boolean canCreateThread() {
    try {
      Thread.ofPlatform().daemon().name("try-thread").start(() -> {});
      return true;
    } catch (OutOfMemoryError e) {
      return false;
    }
  }
}
