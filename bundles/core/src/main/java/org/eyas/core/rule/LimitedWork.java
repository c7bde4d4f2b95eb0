package org.eyas.core.rule;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.eyas.core.setting.EngineException;
import org.jspecify.annotations.Nullable;

/**
 * Limits the time and the memory of work on rules. A second thread watches while the work runs, and interrupts it if it takes
 * longer than allowed, or if the heap is nearly full.
 */
public final class LimitedWork {
  private static final long LOOK_MILLIS = 10;

  private final Duration longest;
  private final BooleanSupplier isMemoryLow;
  private final Thread worker = Thread.currentThread();
  private boolean over;
  private @Nullable String reason;

  private LimitedWork(Duration longest, BooleanSupplier isMemoryLow) {
    this.longest = longest;
    this.isMemoryLow = isMemoryLow;
  }

  /**
   * Runs work on this thread.
   *
   * @throws EngineException if a limit was exceeded
   * @throws java.util.concurrent.CancellationException if this thread was interrupted for another reason
   */
  static <T> T run(Duration longest, Callable<T> work) throws Exception {
    return run(longest, new HeapPressure(), work);
  }

  /** Like {@link #run}, but without a time limit, because no rules run yet. */
  public static <T> T runAtStart(Callable<T> work) throws Exception {
    return run(ChronoUnit.FOREVER.getDuration(), work);
  }

  static <T> T run(Duration longest, BooleanSupplier isMemoryLow, Callable<T> work) throws Exception {
    LimitedWork limited = new LimitedWork(longest, isMemoryLow);
    Thread.ofPlatform().daemon().name("limit-rules").start(limited::watch);
    try {
      return work.call();
    } catch (Exception e) {
      String reason = limited.end();
      throw reason == null ? e : new EngineException(reason);
    } finally {
      limited.end();
    }
  }

  /** Ends the watch. Returns a text about the exceeded limit, or null if none was exceeded. */
  private synchronized @Nullable String end() {
    if (!over && reason != null) {
      Thread.interrupted(); // the interrupt was meant for the work
    }
    over = true;
    notifyAll();
    return reason;
  }

  private synchronized void watch() {
    long begin = System.nanoTime();
    try {
      while (!over && reason == null) {
        wait(LOOK_MILLIS);
        if (longest.compareTo(Duration.ofNanos(System.nanoTime() - begin)) < 0) {
          stop("the rules took longer than " + longest.toSeconds() + " s to load (eyas.rules.limits.seconds allows more)");
        } else if (!over && isMemoryLow.getAsBoolean()) {
          stop("the rules need more memory than the engine has left; load fewer rules, or raise -Xmx with EYAS_JAVA_OPTS");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop(String why) {
    if (!over) {
      reason = why;
      worker.interrupt();
    }
  }
}
