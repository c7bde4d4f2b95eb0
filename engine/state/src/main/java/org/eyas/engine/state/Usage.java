package org.eyas.engine.state;

/** The resource usage of a thread; sizes in kB, times in nanoseconds. */
final class Usage {
  long fdLimit = -1;
  long vmSizeKb;
  long vmRssKb;
  long vmSwapKb;
  long majorFaults;
  long minorFaults;
  long tty;
  long lastSliceNanos;
  long totalCpuNanos;
}
