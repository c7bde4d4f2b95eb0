package org.eyas.core.osgi;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Whether the heap holds so much that is in use that more would end the process. Where the pool of what lives long is nearly
 * full, a collection tells what of it is garbage; the JVM was about to collect anyway.
 */
final class HeapPressure implements BooleanSupplier {
  private static final double NEARLY_FULL = 0.9;
  private static final double TOO_FULL = 0.85;

  /** Pools of what lives long; none with collectors that do not tell, and the heap then never counts as full. */
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
