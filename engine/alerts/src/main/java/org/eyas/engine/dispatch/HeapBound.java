package org.eyas.engine.dispatch;

/**
 * Keeps garbage from filling the heap. The JVM collects the old generation when that is full, and memory that was used once stays
 * resident. In ordinary operation nothing goes there; in a storm of alerts, those that wait longer than a collection of the young
 * generation do, many MB each second. One thread calls it, several times a second.
 */
final class HeapBound {
  /** An engine with the rules that ship uses less than half of it after a collection. */
  private static final long USUAL_BYTES = 96L << 20;

  private static final long GARBAGE_BYTES = 32L << 20;

  private final Heap heap;
  private long limit = USUAL_BYTES;

  /** The heap of this JVM, or of a test. */
  interface Heap {
    long usedBytes();

    /** Collects all garbage; the program stands still meanwhile. */
    void collect();
  }

  HeapBound(Heap heap) {
    this.heap = heap;
  }

  static HeapBound ofThisJvm() {
    return new HeapBound(new Heap() {
      @Override
      public long usedBytes() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
      }

      @Override
      public void collect() {
        System.gc();
      }
    });
  }

  /** Collects if 32 MB were added since the last time, and more is in use than usual. */
  void look() {
    if (heap.usedBytes() > limit) {
      heap.collect();
      limit = Math.max(USUAL_BYTES, heap.usedBytes() + GARBAGE_BYTES);
    }
  }
}
