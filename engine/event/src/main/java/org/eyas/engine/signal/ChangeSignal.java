package org.eyas.engine.signal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Lets threads wait until a condition is true that other threads make true. The other threads call {@link #changed}
 * after each change. That call never locks, and only reads one field while no thread waits, so that an event loop may
 * make it. The condition must read fields that are volatile or guarded by a lock.
 */
public final class ChangeSignal {
  private final List<Thread> waiting = new CopyOnWriteArrayList<>();

  /** Wakes the waiting threads, because the condition may be true now. */
  public void changed() {
    if (!waiting.isEmpty()) {
      waiting.forEach(LockSupport::unpark);
    }
  }

  /** Waits until the condition is true, but at most the given time. Returns whether the condition is true. */
  public boolean await(BooleanSupplier condition, long limitMillis) throws InterruptedException {
    if (condition.getAsBoolean()) {
      return true;
    }
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
    waiting.add(Thread.currentThread());
    try {
      return isTrueBefore(deadline, condition);
    } finally {
      waiting.remove(Thread.currentThread());
    }
  }

  // The thread is in the list before it evaluates the condition, so no change is missed.
  private boolean isTrueBefore(long deadline, BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      LockSupport.parkNanos(this, left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return true;
  }
}
