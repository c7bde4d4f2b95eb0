package org.eyas.testkit;

import org.eyas.api.process.ProcessUsage;

/** The resources of a {@link FakeProcess}. */
public final class FakeProcessUsage implements ProcessUsage {
  public long tty;
  public long vmSizeKb;
  public long vmRssKb;
  public long vmSwapKb;
  public long majorFaults;
  public long minorFaults;
  public long startNanos;
  public long pidNamespaceStartNanos;
  public long lastSliceNanos;
  public long totalCpuNanos;

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
