package org.eyas.core.rule;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.api.config.RefusedException;

/**
 * Runs checks and trials of rules one at a time. A few more can wait; further ones are rejected. May be used from any
 * thread.
 */
final class RuleWorkQueue {
  /** The maximum number of waiting tasks. A waiting task holds only the text of its documents in memory. */
  static final int MAX_WAITING = 8;

  /** Work that runs alone. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws RefusedException, InterruptedException;
  }

  private final Semaphore running = new Semaphore(1, true);
  private final AtomicInteger asking = new AtomicInteger();

  /** The number of tasks that run or wait. */
  int waitingOrRunning() {
    return asking.get();
  }

  /**
   * Waits until no other work runs, then runs this one.
   *
   * @throws RefusedException if too many wait already, or from the work
   */
  <T> T runAlone(Work<T> work) throws RefusedException, InterruptedException {
    try {
      if (asking.incrementAndGet() > 1 + MAX_WAITING) {
        throw new RefusedException(
            "not checked: the engine is checking other rules, and " + MAX_WAITING + " more wait; try again in a moment");
      }
      running.acquire();
      try {
        return work.run();
      } finally {
        running.release();
      }
    } finally {
      asking.decrementAndGet();
    }
  }
}
