package org.eyas.core.osgi;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Loading and compiling of rules while others run: work that takes too long, or so much memory that the engine would have none
 * left, is ended by interrupting its thread. A thread of its own looks on as long as the work goes on.
 */
final class LimitedWork {
  private static final long LOOK_MILLIS = 10;

  private final Duration longest;
  private final BooleanSupplier memoryIsShort;
  private final Thread worker = Thread.currentThread();
  private boolean over;
  private @Nullable String reason;

  private LimitedWork(Duration longest, BooleanSupplier memoryIsShort) {
    this.longest = longest;
    this.memoryIsShort = memoryIsShort;
  }

  /**
   * Does work on this thread.
   *
   * @throws EngineException where it was ended
   * @throws java.util.concurrent.CancellationException where somebody else interrupted this thread
   */
  static <T> T run(Duration longest, Callable<T> work) throws Exception {
    return run(longest, new HeapPressure(), work);
  }

  /** As {@link #run}, but without a limit of time: nothing else runs yet. */
  static <T> T runAtStart(Callable<T> work) throws Exception {
    return run(ChronoUnit.FOREVER.getDuration(), work);
  }

  static <T> T run(Duration longest, BooleanSupplier memoryIsShort, Callable<T> work) throws Exception {
    LimitedWork limited = new LimitedWork(longest, memoryIsShort);
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

  /** From here on the thread is not interrupted; why it was. */
  private synchronized @Nullable String end() {
    if (!over && reason != null) {
      Thread.interrupted(); // that was meant for the work
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
        } else if (!over && memoryIsShort.getAsBoolean()) {
          stop("the rules need more memory than the engine has left; make them fewer, or raise -Xmx with EYAS_JAVA_OPTS");
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
