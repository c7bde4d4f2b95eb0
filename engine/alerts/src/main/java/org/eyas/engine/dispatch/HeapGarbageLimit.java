package org.eyas.engine.dispatch;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Optional;

/**
 * Limits the garbage in the heap. The JVM collects the old generation only when it is full, and memory that was used
 * once stays resident. In ordinary operation no alerts reach the old generation. In a flood of alerts, the alerts that
 * wait longer than a collection of the young generation are moved there: many MB each second. The start leaves garbage
 * there, too, and so do programs that end and paths that the caches replace. As a collection pauses the program, some
 * garbage waits for a quiet time. One thread calls it, once per second.
 */
final class HeapGarbageLimit {
  /**
   * The usual size of the old generation. An engine with the shipped rules uses about half of it after a collection.
   */
  private static final long USUAL_BYTES = 84L << 20;

  private static final long GARBAGE_BYTES = 20L << 20;

  /** Garbage that is worth a pause at a quiet time. */
  private static final long QUIET_GARBAGE_BYTES = 8L << 20;

  /**
   * The divisor for the part of the living objects that may be garbage in addition, because a collection of a large
   * heap takes longer.
   */
  private static final long GARBAGE_PART = 4;

  private final Heap heap;
  private final QuietSpan span;
  private long alive;
  private long limit = USUAL_BYTES;

  /** The old generation of this JVM, or one of a test. */
  interface Heap {
    /** The used bytes; 0 if they are not known, or if there are no generations. */
    long usedBytes();

    /** Collects all garbage. The program is paused meanwhile. */
    void collect();
  }

  HeapGarbageLimit(Heap heap, QuietSpan span) {
    this.heap = heap;
    this.span = span;
  }

  static HeapGarbageLimit ofThisJvm() {
    return new HeapGarbageLimit(new JvmHeap(), QuietSpan.ofThisProcess());
  }

  /** The old generation is looked up at the first use, which is not on the thread that starts the engine. */
  private static final class OldGeneration {
    // The JVM compares only the use of old generations with thresholds. Names differ: Tenured Gen, G1 Old Gen.
    private static final Optional<MemoryPoolMXBean> POOL =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported()).findFirst();
  }

  static final class JvmHeap implements Heap {
    @Override
    public long usedBytes() {
      return OldGeneration.POOL.map(pool -> pool.getUsage().getUsed()).orElse(0L);
    }

    @Override
    public void collect() {
      System.gc();
    }
  }

  /**
   * Collects the garbage if more memory is in use than usual, and if 20 MB, or a quarter of the living objects, were
   * added since the last collection. At a quiet time 8 MB are enough.
   */
  void collectIfWorthIt() {
    long used = heap.usedBytes();
    boolean isEnough = used - alive >= Math.max(QUIET_GARBAGE_BYTES, alive / GARBAGE_PART);
    if (used > limit || isEnough && span.endsQuietly()) {
      heap.collect();
      alive = heap.usedBytes();
      limit = Math.max(USUAL_BYTES, alive + Math.max(GARBAGE_BYTES, alive / GARBAGE_PART));
    }
  }
}
