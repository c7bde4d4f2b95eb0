package org.eyas.driver.ebpf.pushdown;

import java.nio.ByteBuffer;
import org.eyas.recipe.Recipes;

/**
 * How many calls the probe passed and rejected, in memory that it shares with the engine: for each processor the passed calls by
 * place, then the rejected ones, as u64. Calls without a condition are not counted. Any thread may read it.
 */
public final class Verdicts {
  private static final int REJECTED = Recipes.SYSCALLS * Long.BYTES;
  private static final int BYTES = 2 * REJECTED;

  private final ByteBuffer memory;
  private final int cpus;

  public Verdicts(ByteBuffer memory, int cpus) {
    this.memory = memory;
    this.cpus = cpus;
  }

  /** The size of the memory, in bytes. */
  public static long bytes(int cpus) {
    return (long) cpus * BYTES;
  }

  long passed(int place) {
    return sum(place * Long.BYTES);
  }

  long rejected(int place) {
    return sum(REJECTED + place * Long.BYTES);
  }

  private long sum(int offset) {
    long sum = 0;
    for (int cpu = 0; cpu < cpus; cpu++) {
      sum += memory.getLong(cpu * BYTES + offset);
    }
    return sum;
  }
}
