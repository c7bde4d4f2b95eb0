package org.eyas.testkit.fuzz;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Feeds a target one damaged input after the other. The seed of an input is the first seed plus the number of the
 * input, so that each input can be repeated alone.
 */
public final class FuzzRun {
  private static final int MOST_PRINTED = 20;
  private static final long NANOS_BETWEEN_LOOKS = TimeUnit.SECONDS.toNanos(10);
  private static final long MOST_GROWTH_BYTES = 64 << 20;
  /** An input that takes longer counts as hung. */
  private static final long HANG_MILLIS = 60_000;

  private final FuzzTarget target;
  private final Thread fed = Thread.currentThread();
  private final List<String> wrong = new ArrayList<>();
  private final Queue<String> ended = new ConcurrentLinkedQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private long inputs;
  private long failed;
  private long firstKeptBytes;
  private long mostKeptBytes;
  private volatile long seed;
  private volatile long beganNanos;

  public FuzzRun(FuzzTarget target) {
    this.target = target;
  }

  /** Feeds inputs for this time, at least one. Called by the thread that created this object. */
  public FuzzRun run(long firstSeed, long millis) {
    long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    beganNanos = System.nanoTime();
    Thread.ofPlatform().daemon().name("watch-fuzz").start(this::watch);
    UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> ended.add(thread.getName() + " ended: " + e + trace(e)));
    long looked = System.nanoTime();
    do {
      feed(firstSeed + inputs);
      inputs++;
      if (System.nanoTime() - looked >= NANOS_BETWEEN_LOOKS) {
        measureHeap();
        looked = System.nanoTime();
      }
    } while (System.nanoTime() < endNanos);
    measureHeap();
    over.countDown();
    Thread.setDefaultUncaughtExceptionHandler(before);
    return this;
  }

  private void feed(long next) {
    seed = next;
    beganNanos = System.nanoTime();
    try {
      target.feed(new Random(next)).forEach(this::wentWrong);
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      wentWrong(e + trace(e));
    }
    for (String thread = ended.poll(); thread != null; thread = ended.poll()) {
      wentWrong(thread);
    }
  }

  private static String trace(Throwable e) {
    return " " + Arrays.stream(e.getStackTrace()).limit(8).toList();
  }

  private void wentWrong(String how) {
    failed++;
    if (wrong.size() < MOST_PRINTED) {
      wrong.add("seed " + seed + ": " + how);
      System.out.println(wrong.getLast());
    }
  }

  // Measures the memory that stays in use between inputs.
  private void measureHeap() {
    System.gc();
    Runtime memory = Runtime.getRuntime();
    mostKeptBytes = Math.max(mostKeptBytes, memory.totalMemory() - memory.freeMemory());
    firstKeptBytes = firstKeptBytes == 0 ? mostKeptBytes : firstKeptBytes;
    System.out.println(this);
    if (mostKeptBytes - firstKeptBytes > MOST_GROWTH_BYTES) {
      wentWrong("the memory in use grew by " + (mostKeptBytes - firstKeptBytes >> 20) + " MB");
      firstKeptBytes = mostKeptBytes;
    }
  }

  private void watch() {
    try {
      while (!over.await(1, TimeUnit.SECONDS)) {
        if (System.nanoTime() - beganNanos >= TimeUnit.MILLISECONDS.toNanos(HANG_MILLIS)) {
          System.out.println("seed " + seed + " hangs at " + Arrays.toString(fed.getStackTrace()));
          Runtime.getRuntime().halt(3);
        }
      }
    } catch (InterruptedException e) {
      return; // the run has ended
    }
  }

  /** The first inputs that went wrong, one line each with the seed. */
  public List<String> wrong() {
    return List.copyOf(wrong);
  }

  public long inputs() {
    return inputs;
  }

  @Override
  public String toString() {
    return "%,d inputs, %d went wrong, none hung; kept %,d KB at first, %,d KB at most"
        .formatted(inputs, failed, firstKeptBytes >> 10, mostKeptBytes >> 10);
  }
}
