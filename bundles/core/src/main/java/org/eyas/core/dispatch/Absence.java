package org.eyas.core.dispatch;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Channels that left a moment ago. One whose configuration changes leaves and comes back at once: alerts wait for it that
 * long, so that none falls in between.
 */
final class Absence {
  private static final long RETURN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Map<String, Long> leftNanos = new HashMap<>();

  synchronized void left(String channel) {
    leftNanos.put(channel, System.nanoTime());
  }

  synchronized void back(String channel) {
    leftNanos.remove(channel);
    notifyAll();
  }

  /** Waits until nobody is away who may be back soon. */
  synchronized void await() throws InterruptedException {
    while (!leftNanos.isEmpty()) {
      long now = System.nanoTime();
      leftNanos.values().removeIf(left -> now - left > RETURN_NANOS);
      if (!leftNanos.isEmpty()) {
        TimeUnit.NANOSECONDS.timedWait(this, RETURN_NANOS / 10);
      }
    }
  }
}
