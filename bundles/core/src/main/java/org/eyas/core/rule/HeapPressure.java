package org.eyas.core.rule;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Tests whether live objects fill so much of the heap that the process is about to run out of memory. If the old
 * generation is nearly full, a collection shows how much of it is garbage. The JVM would collect soon anyway.
 */
final class HeapPressure implements BooleanSupplier {
  private static final double NEARLY_FULL = 0.9;
  private static final double TOO_FULL = 0.85;

  /**
   * The memory pool of the old generation. Empty for collectors that do not report its use; then the heap never counts
   * as full.
   */
  private static final List<MemoryPoolMXBean> POOLS =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
          .toList();

  @Override
  public boolean getAsBoolean() {
    for (MemoryPoolMXBean pool : POOLS) {
      if (isFull(pool.getUsage(), NEARLY_FULL)) {
        System.gc();
        return isFull(pool.getCollectionUsage(), TOO_FULL);
      }
    }
    return false;
  }

  private static boolean isFull(MemoryUsage usage, double share) {
    return usage.getMax() > 0 && usage.getUsed() > share * usage.getMax();
  }
}
