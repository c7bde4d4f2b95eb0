package org.eyas.engine.state.process;

import org.eyas.engine.state.encoding.ParamIndexes;

/** brk, mmap, mmap2, munmap: sets the memory sizes of the calling thread. */
public final class MemoryUsageUpdater implements DescriptorUpdater {
  private static final ParamIndexes PARAMS =
      ParamIndexes.of("SYSCALL_BRK_4_X", "SYSCALL_MMAP_X", "SYSCALL_MMAP2_X", "SYSCALL_MUNMAP_X");
  private static final int SIZE = PARAMS.at("vm_size");
  private static final int RSS = PARAMS.at("vm_rss");
  private static final int SWAP = PARAMS.at("vm_swap");

  private static final ParamIndexes PROGRAM =
      ParamIndexes.of(
          "SYSCALL_CLONE_20_X", "SYSCALL_CLONE3_X", "SYSCALL_FORK_20_X", "SYSCALL_VFORK_20_X",
          "SYSCALL_EXECVE_19_X", "SYSCALL_EXECVEAT_X");
  private static final int MAJOR_FAULTS = PROGRAM.at("pgft_maj");
  private static final int MINOR_FAULTS = PROGRAM.at("pgft_min");
  private static final int PROGRAM_SIZE = PROGRAM.at("vm_size");
  private static final int PROGRAM_RSS = PROGRAM.at("vm_rss");
  private static final int PROGRAM_SWAP = PROGRAM.at("vm_swap");

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    if (thread == null) {
      return;
    }
    if (event.has(SIZE)) {
      thread.usage.vmSizeKb = event.number(SIZE);
    }
    if (event.has(SWAP)) {
      thread.usage.vmRssKb = event.number(RSS);
      thread.usage.vmSwapKb = event.number(SWAP);
    }
  }

  /** Sets page faults and sizes from the parameters of clone and exec events. */
  static void setProgramUsage(ThreadUsage usage, LoopEvent event) {
    if (event.has(PROGRAM_SWAP)) {
      usage.majorFaults = event.number(MAJOR_FAULTS);
      usage.minorFaults = event.number(MINOR_FAULTS);
      usage.vmSizeKb = event.number(PROGRAM_SIZE);
      usage.vmRssKb = event.number(PROGRAM_RSS);
      usage.vmSwapKb = event.number(PROGRAM_SWAP);
    }
  }
}
