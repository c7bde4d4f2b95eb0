package org.eyas.core.dispatch;

import java.nio.file.Path;

/**
 * The queue of one channel.
 *
 * @param capacity alerts that may wait in memory, 0 for as many as fit a share of the heap
 * @param spillDirectory where alerts wait that have no room, with {@link WhenFull#SPILL}; also over a restart
 * @param spillBytes that they may take there
 * @param fsync whether what went there survives a loss of power too
 */
public record QueueSettings(
    int capacity, WhenFull whenFull, Path spillDirectory, long spillBytes, boolean fsync) {
  /** Bytes of the heap that an alert with its two renderings takes, generously. */
  private static final long ALERT_BYTES = 4096;

  private static final long HEAP_SHARE = 4;

  /** How many alerts of a replay may wait: it can wait itself, and what waits costs the collector of garbage. */
  static final int PATIENT = 250;

  static QueueSettings dropping(int capacity, WhenFull whenFull) {
    return new QueueSettings(capacity, whenFull, Path.of(""), 0, false);
  }

  /** How many alerts may wait where the configuration sets no limit: what a quarter of the heap holds. */
  static int bounded(int capacity) {
    long most = Math.max(1_000, Runtime.getRuntime().maxMemory() / HEAP_SHARE / ALERT_BYTES);
    return capacity == 0 ? (int) Math.min(most, Integer.MAX_VALUE) : capacity;
  }
}
