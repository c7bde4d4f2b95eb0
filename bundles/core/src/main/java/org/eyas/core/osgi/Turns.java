package org.eyas.core.osgi;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.api.config.RefusedException;

/** Checks and trials of rules beside those that run: one at a time has the turn, a few wait for it, further ones are refused. */
final class Turns {
  /** They wait with nothing but the text of their documents. */
  static final int MOST_WAITING = 8;

  /** Something that is done in one's turn. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws RefusedException, InterruptedException;
  }

  private final Semaphore turn = new Semaphore(1, true);
  private final AtomicInteger asking = new AtomicInteger();

  /** How many have the turn or wait for it. */
  int asking() {
    return asking.get();
  }

  /** @throws RefusedException also where too many wait already */
  <T> T take(Work<T> work) throws RefusedException, InterruptedException {
    try {
      if (asking.incrementAndGet() > 1 + MOST_WAITING) {
        throw new RefusedException(
            "not looked at: the engine checks other rules, and " + MOST_WAITING + " more wait; try again in a moment");
      }
      turn.acquire();
      try {
        return work.run();
      } finally {
        turn.release();
      }
    } finally {
      asking.decrementAndGet();
    }
  }
}
