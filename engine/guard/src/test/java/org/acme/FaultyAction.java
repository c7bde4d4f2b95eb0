package org.acme;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Actions of another bundle's code when the engine calls it. Not in a package of Eyas, because stacks also show whose fault it
 * is.
 */
public final class FaultyAction {
  /** The number of threads that one call starts. */
  public static final int THREADS = 40;

  private final String name;
  private final Semaphore inside = new Semaphore(0);
  private final Semaphore released = new Semaphore(0);
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private volatile int calls;

  public FaultyAction(String name) {
    this.name = name;
  }

  /** The number of calls. */
  public int calls() {
    return calls;
  }

  /** Performs the action; returns 1. */
  public long perform() {
    calls++;
    switch (name) {
      case "throws" -> throw new IllegalStateException("thrown on purpose");
      case "misses" -> throw new NoClassDefFoundError("org/acme/Gone");
      case "overflows" -> overflow(0);
      case "exhausts" -> exhaust();
      case "slow" -> spin(TimeUnit.MILLISECONDS.toNanos(30));
      case "allocates" -> allocate(4 << 20);
      case "allocates a lot" -> allocate(96 << 20);
      case "blocks" -> block();
      case "leaks" -> leak();
      default -> throw new IllegalArgumentException(name);
    }
    return 1;
  }

  private static long overflow(long depth) {
    return overflow(depth + 1) + 1;
  }

  private static void exhaust() {
    if (new long[Integer.MAX_VALUE].length == 0) { // never enough memory
      throw new IllegalStateException();
    }
  }

  private static void spin(long nanos) {
    ThreadMXBean own = ManagementFactory.getThreadMXBean();
    long end = own.getCurrentThreadCpuTime() + nanos; // on a busy machine, more time passes on the clock
    while (own.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static void allocate(int bytes) {
    for (int i = 0; i < bytes; i += 1 << 20) {
      if (new byte[1 << 20].length == 0) {
        throw new IllegalStateException();
      }
    }
  }

  private void block() {
    inside.release();
    released.acquireUninterruptibly();
  }

  /** Waits until a call has begun, and does not return yet. */
  public void awaitInside() throws InterruptedException {
    inside.acquire();
  }

  /** Lets one call that blocks return. */
  public void release() {
    released.release();
  }

  private void leak() {
    for (int i = 0; i < THREADS; i++) {
      threads.add(Thread.ofPlatform().daemon().name("acme-" + i).start(this::linger));
    }
  }

  private void linger() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the threads that it started. */
  public void end() throws InterruptedException {
    over.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
