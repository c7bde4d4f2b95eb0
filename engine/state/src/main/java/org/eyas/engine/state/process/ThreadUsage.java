package org.eyas.engine.state.process;

import org.eyas.api.process.ProcessUsage;

/** The resource usage of a thread; sizes in kB, times in nanoseconds. */
final class ThreadUsage implements ProcessUsage {
  long fdLimit = -1;
  long tty;
  long vmSizeKb;
  long vmRssKb;
  long vmSwapKb;
  long majorFaults;
  long minorFaults;
  long startNanos;
  long pidNamespaceStartNanos;
  long lastSliceNanos;
  long totalCpuNanos;

  void copy(ThreadUsage from) {
    fdLimit = from.fdLimit;
    tty = from.tty;
    vmSizeKb = from.vmSizeKb;
    vmRssKb = from.vmRssKb;
    vmSwapKb = from.vmSwapKb;
    majorFaults = from.majorFaults;
    minorFaults = from.minorFaults;
    startNanos = from.startNanos;
    pidNamespaceStartNanos = from.pidNamespaceStartNanos;
    lastSliceNanos = from.lastSliceNanos;
    totalCpuNanos = from.totalCpuNanos;
  }

  @Override
  public long tty() {
    return tty;
  }

  @Override
  public long vmSizeKb() {
    return vmSizeKb;
  }

  @Override
  public long vmRssKb() {
    return vmRssKb;
  }

  @Override
  public long vmSwapKb() {
    return vmSwapKb;
  }

  @Override
  public long majorFaults() {
    return majorFaults;
  }

  @Override
  public long minorFaults() {
    return minorFaults;
  }

  @Override
  public long startNanos() {
    return startNanos;
  }

  @Override
  public long pidNamespaceStartNanos() {
    return pidNamespaceStartNanos;
  }

  @Override
  public long lastSliceNanos() {
    return lastSliceNanos;
  }

  @Override
  public long totalCpuNanos() {
    return totalCpuNanos;
  }
}
