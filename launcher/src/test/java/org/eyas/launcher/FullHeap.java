package org.eyas.launcher;

import java.util.concurrent.TimeUnit;

/** A program whose heap becomes full, run as the launcher runs one: see {@link ProcessShutdownTest}. */
final class FullHeap {
  private static final int KEPT_BYTES = 3 << 20;
  private static final int LIMIT_SECONDS = 3;
  private static Object[] last = {};

  private FullHeap() {}

  /** Argument: "over" to continue until the heap overflows, "nearly" to stop allocating before that and run forever. */
  public static void main(String[] args) {
    ProcessShutdown.watch(Thread.currentThread(), true, LIMIT_SECONDS, 300).started();
    boolean over = args[0].equals("over");
    while (over || freeBytes() > KEPT_BYTES) {
      last = new Object[] {last, new byte[4 << 10]};
    }
    System.out.println("full");
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (System.nanoTime() < end) {
      last[0] = new Object[] {((Object[]) last[0])[0], new byte[1 << 10]}; // garbage, and deaf to interrupts
    }
  }

  private static long freeBytes() {
    Runtime heap = Runtime.getRuntime();
    return heap.maxMemory() - heap.totalMemory() + heap.freeMemory();
  }
}
