package org.eyas.engine.state.process;

import java.util.Arrays;
import org.eyas.engine.state.encoding.ParamIndexes;

/** switch: adds the time that a thread ran, and sets its resource usage, when the thread leaves the processor. */
public final class ContextSwitchUpdater implements DescriptorUpdater {
  private static final ParamIndexes PARAMS = ParamIndexes.of("SCHEDSWITCH_6_E");
  private static final int MAJOR_FAULTS = PARAMS.at("pgft_maj");
  private static final int MINOR_FAULTS = PARAMS.at("pgft_min");
  private static final int SIZE = PARAMS.at("vm_size");
  private static final int RSS = PARAMS.at("vm_rss");
  private static final int SWAP = PARAMS.at("vm_swap");

  private long[] lastNanos = new long[64];

  @Override
  public void update(LoopEvent event) {
    long slice = slice(event.cpu(), event.timestampNanos());
    ThreadState thread = event.thread();
    if (thread == null) {
      return;
    }
    thread.usage.lastSliceNanos = slice;
    thread.usage.totalCpuNanos += slice;
    if (!event.has(SWAP)) {
      return;
    }
    thread.usage.majorFaults = event.number(MAJOR_FAULTS);
    thread.usage.minorFaults = event.number(MINOR_FAULTS);
    ThreadState leader = thread.leaderOrNull();
    if (leader != null) {
      leader.usage.vmSizeKb = event.number(SIZE);
      leader.usage.vmRssKb = event.number(RSS);
      leader.usage.vmSwapKb = event.number(SWAP);
    }
  }

  private long slice(int cpu, long nanos) {
    if (cpu >= lastNanos.length) {
      lastNanos = Arrays.copyOf(lastNanos, Integer.highestOneBit(cpu) * 2);
    }
    long last = lastNanos[cpu];
    lastNanos[cpu] = nanos;
    return last == 0 ? 0 : nanos - last;
  }
}
