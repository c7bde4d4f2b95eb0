package org.eyas.api.process;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The resources of a thread: its terminal, memory and time. A part of {@link ProcessInfo}, which says how long it is valid.
 */
@ProviderType
public interface ProcessUsage {
  /** The number of the controlling terminal; 0 if there is none. */
  long tty();

  long vmSizeKb();

  long vmRssKb();

  long vmSwapKb();

  long majorFaults();

  long minorFaults();

  /** When the process was created by clone, in nanoseconds since the epoch; 0 if unknown. */
  long startNanos();

  /** When the first process of its pid namespace started, in nanoseconds since the epoch. */
  long pidNamespaceStartNanos();

  /** CPU time of the last time slice, in nanoseconds; known only if the source delivers switch events. */
  long lastSliceNanos();

  /** CPU time in total, in nanoseconds; known only if the source delivers switch events. */
  long totalCpuNanos();
}
