package org.eyas.driver.ebpf;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs that rings returned memory before the alerts of its events were safe: the first time, and each time the number has grown a
 * thousandfold. Any thread may call it.
 */
final class ForcedReleaseLog {
  private static final Logger LOG = LoggerFactory.getLogger(ForcedReleaseLog.class);
  private static final int FACTOR = 1_000;

  private long next = 1;

  /** Logs the number if it has grown enough. Returns whether it did. */
  synchronized boolean reportNew(long releases) {
    if (releases < next) {
      return false;
    }
    while (next <= releases) {
      next *= FACTOR;
    }
    LOG.info(
        "Rings filled, so that they forgot events before all alerts were on disk (so far: {} times). If the engine is killed at such a"
            + " moment, alerts can be missing; a larger engine.modern_ebpf.buf_size_preset helps.",
        releases);
    return true;
  }
}
