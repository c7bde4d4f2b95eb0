package org.eyas.driver.ebpf;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import org.eyas.api.source.CaptureStats;
import org.eyas.driver.ebpf.recipe.Recipe.Category;
import org.eyas.linux.libc.Libc;
import org.eyas.linux.libc.Mapping;

/**
 * The probe's counters, one block for each processor, in memory shared with it.
 *
 * <pre>
 *  0        8           16        24       32                      96
 *  +--------+-----------+---------+--------+-----------------------+
 *  | events | too large | missing |        | ring full, by category|
 *  +--------+-----------+---------+--------+-----------------------+
 * </pre>
 */
final class Counters implements AutoCloseable {
  private static final int BLOCK = 96;
  private static final int TOO_LARGE = 8;
  private static final int MISSING = 16;
  private static final int FULL = 32;

  private final int cpus;
  private final Mapping mapping;

  Counters(int fd, int cpus) {
    this.cpus = cpus;
    int pages = (cpus * BLOCK + OpenRings.PAGE - 1) / OpenRings.PAGE;
    mapping = Libc.map(fd, 0, (long) pages * OpenRings.PAGE, false);
  }

  private long sum(int offset) {
    ByteBuffer memory = mapping.buffer();
    long sum = 0;
    for (int cpu = 0; cpu < cpus; cpu++) {
      sum += memory.getLong(cpu * BLOCK + offset);
    }
    return sum;
  }

  /** Events that did not fit into a full ring, by category. */
  Map<Category, Long> full() {
    Map<Category, Long> counts = new EnumMap<>(Category.class);
    for (Category category : Category.values()) {
      counts.put(category, sum(FULL + 8 * category.ordinal()));
    }
    return counts;
  }

  CaptureStats total() {
    long full = full().values().stream().mapToLong(Long::longValue).sum();
    return new CaptureStats(sum(0), full + sum(TOO_LARGE) + sum(MISSING));
  }

  @Override
  public void close() {
    Libc.unmap(mapping);
  }
}
