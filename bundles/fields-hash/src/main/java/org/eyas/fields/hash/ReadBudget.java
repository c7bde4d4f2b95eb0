package org.eyas.fields.hash;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Limits the bytes that are read per second. One second's worth may be read at once. For one thread at a time. */
final class ReadBudget {
  private final double bytesPerNano;
  private final long burstNanos = TimeUnit.SECONDS.toNanos(1);
  private long freeNanos;
  private boolean begun;

  /** @param megabytesPerSecond 0 for no limit */
  ReadBudget(long megabytesPerSecond) {
    bytesPerNano = megabytesPerSecond * (double) (1 << 20) / TimeUnit.SECONDS.toNanos(1);
  }

  /** Waits until some bytes may be read. */
  void await(int bytes) {
    if (bytesPerNano == 0) {
      return;
    }
    long now = System.nanoTime();
    if (!begun || now - freeNanos > burstNanos) {
      begun = true;
      freeNanos = now - burstNanos;
    }
    freeNanos += (long) (bytes / bytesPerNano);
    for (long left = freeNanos - now; left > 0 && !Thread.currentThread().isInterrupted(); left = freeNanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
