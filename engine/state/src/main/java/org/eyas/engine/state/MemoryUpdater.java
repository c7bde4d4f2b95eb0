package org.eyas.engine.state;

/** brk, mmap, mmap2, munmap: the sizes of the calling thread. */
final class MemoryUpdater implements StateUpdater {
  private static final int SIZE = 1;
  private static final int RSS = 2;
  private static final int SWAP = 3;

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
  static void image(Usage usage, LoopEvent event) {
    int faults = 8;
    int sizes = 10;
    if (event.has(sizes + 2)) {
      usage.majorFaults = event.number(faults);
      usage.minorFaults = event.number(faults + 1);
      usage.vmSizeKb = event.number(sizes);
      usage.vmRssKb = event.number(sizes + 1);
      usage.vmSwapKb = event.number(sizes + 2);
    }
  }
}
