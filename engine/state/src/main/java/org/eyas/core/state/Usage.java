package org.eyas.core.state;

/** What a thread uses; sizes in kB, times in nanoseconds. */
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
