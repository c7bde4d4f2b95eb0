package org.eyas.driver.ebpf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.source.CaptureDetails.ProcessorCounts;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.LossCause;
import org.eyas.linux.libc.Libc;
import org.eyas.linux.libc.MemoryMapping;
import org.eyas.recipe.EventRecipe;
import org.eyas.recipe.EventRecipe.Category;

/**
 * The counters of the probe, in memory that it shares with the engine. There is one block for each program and processor.
 *
 * <pre>
 *  0        8           16        24      32                      96
 *  +--------+-----------+---------+-------+-----------------------+
 *  | events | too large | missing | early | ring full, by category|
 *  +--------+-----------+---------+-------+-----------------------+
 * </pre>
 *
 * <p>The blocks of one program are adjacent.
 */
final class ProbeCounters implements AutoCloseable {
  private static final int BLOCK = 96;
  private static final int TOO_LARGE = 8;
  private static final int MISSING = 16;
  private static final int EARLY = 24;
  private static final int FULL = 32;

  private final int cpus;
  private final MemoryMapping mapping;

  ProbeCounters(int fd, int cpus) {
    this.cpus = cpus;
    int pages = (MapSizes.WRITERS * cpus * BLOCK + ProbeRings.PAGE - 1) / ProbeRings.PAGE;
    mapping = Libc.map(fd, 0, (long) pages * ProbeRings.PAGE, false);
  }

  private long sum(int offset) {
    long sum = 0;
    for (int cpu = 0; cpu < cpus; cpu++) {
      sum += sum(cpu, offset);
    }
    return sum;
  }

  private long sum(int cpu, int offset) {
    ByteBuffer memory = mapping.buffer();
    long sum = 0;
    for (int writer = 0; writer < MapSizes.WRITERS; writer++) {
      sum += memory.getLong((writer * cpus + cpu) * BLOCK + offset);
    }
    return sum;
  }

  /** The number of events that did not fit into a full ring, by category. */
  Map<Category, Long> full() {
    Map<Category, Long> counts = new EnumMap<>(Category.class);
    for (Category category : Category.values()) {
      counts.put(category, sum(FULL + 8 * category.ordinal()));
    }
    return counts;
  }

  /** All losses that the probe counts: of full rings by category, of events that were too large, and of programs that are missing. */
  long[] losses() {
    Category[] categories = Category.values();
    long[] counts = new long[categories.length + 2];
    for (int i = 0; i < categories.length; i++) {
      counts[i] = sum(FULL + 8 * i);
    }
    counts[categories.length] = sum(TOO_LARGE);
    counts[categories.length + 1] = sum(MISSING);
    return counts;
  }

  /** The number of io_uring requests whose events lack the result, because too many requests were in progress. */
  long early() {
    return sum(EARLY);
  }

  /**
   * The losses since an earlier process counted them.
   *
   * @param known as {@link #losses} returned them
   * @param events the number of events that were read
   */
  CaptureStats since(long[] known, long events) {
    long[] now = losses();
    Map<LossCause, Long> losses = new EnumMap<>(LossCause.class);
    Category[] categories = Category.values();
    for (Category category : categories) {
      losses.put(cause(category), now[category.ordinal()] - known[category.ordinal()]);
    }
    losses.put(LossCause.SCRATCH_MAP, now[categories.length] - known[categories.length]);
    losses.put(LossCause.BUG, now[categories.length + 1] - known[categories.length + 1]);
    return new CaptureStats(events, losses.values().stream().mapToLong(Long::longValue).sum(), losses);
  }

  /**
   * The sum over all processors.
   *
   * @param skippedCalls calls of the probe's programs that the kernel skipped, on any processor
   */
  CaptureStats total(long skippedCalls) {
    Map<LossCause, Long> losses = new EnumMap<>(LossCause.class);
    full().forEach((category, count) -> losses.put(cause(category), count));
    losses.put(LossCause.SCRATCH_MAP, sum(TOO_LARGE));
    losses.put(LossCause.BUG, sum(MISSING) + skippedCalls);
    return new CaptureStats(sum(0), losses.values().stream().mapToLong(Long::longValue).sum(), losses);
  }

  /**
   * The counters of each processor that has recorded an event. The machine may have slots for many more processors.
   */
  List<ProcessorCounts> processors() {
    List<ProcessorCounts> counts = new ArrayList<>();
    for (int cpu = 0; cpu < cpus; cpu++) {
      long events = sum(cpu, 0);
      long dropped = dropped(cpu);
      if (events + dropped > 0) {
        counts.add(new ProcessorCounts(cpu, events, dropped));
      }
    }
    return counts;
  }

  private long dropped(int cpu) {
    long dropped = sum(cpu, TOO_LARGE) + sum(cpu, MISSING);
    for (Category category : Category.values()) {
      dropped += sum(cpu, FULL + 8 * category.ordinal());
    }
    return dropped;
  }

  /** The types of the events that each loss cause of a full ring concerns, from the recipes that write them. */
  static Map<LossCause, Set<Integer>> lossTypes(Collection<EventRecipe> recipes) {
    Map<LossCause, Set<Integer>> types = new EnumMap<>(LossCause.class);
    for (EventRecipe recipe : recipes) {
      types.computeIfAbsent(cause(recipe.category()), _ -> new HashSet<>()).add(recipe.event());
    }
    types.replaceAll((cause, codes) -> Set.copyOf(codes));
    return types;
  }

  private static LossCause cause(Category category) {
    return switch (category) {
      case OTHER -> LossCause.BUFFER_OTHER;
      case CLONE -> LossCause.BUFFER_CLONE_FORK;
      case EXEC -> LossCause.BUFFER_EXECVE;
      case CONNECT -> LossCause.BUFFER_CONNECT;
      case OPEN -> LossCause.BUFFER_OPEN;
      case PATH -> LossCause.BUFFER_DIR_FILE;
      case CLOSE -> LossCause.BUFFER_CLOSE;
      case EXIT -> LossCause.BUFFER_PROC;
    };
  }

  @Override
  public void close() {
    Libc.unmap(mapping);
  }
}
