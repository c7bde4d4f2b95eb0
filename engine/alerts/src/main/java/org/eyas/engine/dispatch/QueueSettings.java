package org.eyas.engine.dispatch;

import java.nio.file.Path;

/**
 * The settings of one channel's queue.
 *
 * @param capacity maximum number of alerts in memory; 0 for as many as fit into a share of the heap
 * @param spillDirectory with {@link WhenFull#SPILL}, the directory for alerts for which memory has no room; they also survive a
 * restart
 * @param spillBytes maximum size of these alerts on disk
 * @param fsync whether alerts on disk also survive a loss of power
 */
public record QueueSettings(
    int capacity, WhenFull whenFull, Path spillDirectory, long spillBytes, boolean fsync) {
  /** A generous estimate of the heap for an alert with its two renderings. */
  private static final long ALERT_BYTES = 4096;

  private static final long HEAP_SHARE = 4;

  static QueueSettings dropping(int capacity, WhenFull whenFull) {
    return new QueueSettings(capacity, whenFull, Path.of(""), 0, false);
  }

  /** The capacity if none is configured: as many alerts as a quarter of the heap can hold. */
  static int bounded(int capacity) {
    long most = Math.max(1_000, Runtime.getRuntime().maxMemory() / HEAP_SHARE / ALERT_BYTES);
    return capacity == 0 ? (int) Math.min(most, Integer.MAX_VALUE) : capacity;
  }
}
