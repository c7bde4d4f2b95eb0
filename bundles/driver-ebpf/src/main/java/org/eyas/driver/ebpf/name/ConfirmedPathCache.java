package org.eyas.driver.ebpf.name;

import java.nio.ByteBuffer;

/**
 * Pairs of a path and a file that are known to belong together. They are in memory that the probe reads, so that the
 * probe makes no more claims about them. All pairs are removed from time to time, because links can change.
 */
final class ConfirmedPathCache {
  private static final long KEPT_NANOS = 60_000_000_000L;

  private final ByteBuffer memory;
  private final int places;
  private long forgottenNanos;

  ConfirmedPathCache(ByteBuffer memory, long nowNanos) {
    this.memory = memory;
    places = memory.capacity() / Long.BYTES;
    forgottenNanos = nowNanos;
  }

  synchronized void add(long hash) {
    if (hash != 0) {
      memory.putLong((int) (hash & places - 1) * Long.BYTES, hash);
    }
  }

  synchronized void forgetOld(long nowNanos) {
    if (nowNanos - forgottenNanos < KEPT_NANOS) {
      return;
    }
    forgottenNanos = nowNanos;
    for (int i = 0; i < places; i++) {
      memory.putLong(i * Long.BYTES, 0);
    }
  }
}
