package org.eyas.driver.ebpf.pushdown;

import java.nio.ByteBuffer;
import org.eyas.recipe.RecipeTable;

/**
 * The numbers of calls that the probe passed and rejected, in memory that it shares with the engine. For each
 * processor, the memory has the passed calls by place, then the rejected calls, as u64; then the number of questions
 * about threads, and the last 64 threads, as u32. Calls without a condition are not counted. Any thread may read it.
 */
public final class VerdictCounters {
  private static final int REJECTED = RecipeTable.SYSCALLS * Long.BYTES;
  private static final int ASKS = 2 * REJECTED;
  private static final int ASKED = ASKS + Long.BYTES;
  private static final int THREADS = 64; // about which a processor asks at a time
  private static final int BYTES = ASKED + THREADS * Integer.BYTES;

  private final ByteBuffer memory;
  private final int cpus;

  public VerdictCounters(ByteBuffer memory, int cpus) {
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

  /** The number of questions about threads by a processor. */
  long asks(int cpu) {
    return memory.getLong(cpu * BYTES + ASKS);
  }

  /** The thread of a question among the last {@link #THREADS}. */
  int asked(int cpu, long number) {
    return memory.getInt(cpu * BYTES + ASKED + (int) (number % THREADS) * Integer.BYTES);
  }

  /** The number of the first question of a processor that has not been overwritten. */
  long firstAsked(int cpu) {
    return Math.max(0, asks(cpu) - THREADS);
  }

  int cpus() {
    return cpus;
  }

  private long sum(int offset) {
    long sum = 0;
    for (int cpu = 0; cpu < cpus; cpu++) {
      sum += memory.getLong(cpu * BYTES + offset);
    }
    return sum;
  }
}
