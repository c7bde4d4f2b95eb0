package org.eyas.testkit.process;

/** Measures how much of the heap is in use. */
public final class HeapUse {
  private static final int COLLECTIONS = 5;

  private HeapUse() {}

  /** The bytes in use: the minimum after several collections. */
  public static long bytes() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    }
    return least;
  }
}
