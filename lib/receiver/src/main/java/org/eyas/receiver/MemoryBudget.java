package org.eyas.receiver;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The memory that all bodies together may need, in units of a KiB. The connections' threads take and return it. */
final class MemoryBudget {
  private static final int UNIT = 1 << 10;
  private static final int TRIES = 20;
  private static final long TRY_MILLIS = 50;

  private final Semaphore free;
  private final Runnable relief;

  /** @param relief frees memory, soon; called while there is too little */
  MemoryBudget(long bytes, Runnable relief) {
    free = new Semaphore(units(bytes));
    this.relief = relief;
  }

  private static int units(long bytes) {
    return Math.toIntExact((bytes + UNIT - 1) / UNIT);
  }

  /** Takes memory. If there is none, waits a second for it. Returns false if there is still none. */
  boolean acquire(int bytes) throws InterruptedException {
    int units = units(bytes);
    if (free.tryAcquire(units)) {
      return true;
    }
    for (int i = 0; i < TRIES; i++) {
      relief.run();
      if (free.tryAcquire(units, TRY_MILLIS, TimeUnit.MILLISECONDS)) {
        return true;
      }
    }
    return false;
  }

  void release(int bytes) {
    free.release(units(bytes));
  }
}
