package org.eyas.engine.dispatch;

import java.nio.file.Path;

/**
 * The settings of one channel's queue.
 *
 * @param capacity maximum number of alerts in memory; 0 for one alert per 32 KB of the heap
 * @param spillDirectory with {@link FullQueuePolicy#SPILL}, the directory for alerts for which the memory has no room; these
 *     alerts survive a restart
 * @param spillBytes maximum size of these alerts on disk
 * @param fsync whether alerts on disk survive a loss of power, too
 */
public record QueueSettings(
    int capacity, FullQueuePolicy whenFull, Path spillDirectory, long spillBytes, boolean fsync) {
  /** The heap per alert of the default capacity. A waiting alert takes 500 to 1,000 bytes. */
  private static final long HEAP_OF_ONE = 32 << 10;

  static QueueSettings dropping(int capacity, FullQueuePolicy whenFull) {
    return new QueueSettings(capacity, whenFull, Path.of(""), 0, false);
  }

  /**
   * The capacity; if none is configured, the number of alerts with which one queue takes a thirty-second of the heap.
   */
  static int bounded(int capacity) {
    long most = Math.max(1_000, Runtime.getRuntime().maxMemory() / HEAP_OF_ONE);
    return capacity == 0 ? (int) Math.min(most, Integer.MAX_VALUE) : capacity;
  }
}
