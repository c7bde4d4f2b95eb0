package org.eyas.engine.hold;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The alerts of a live source that were sent without a value and wait for that value: the newest 1,000 alerts, with
 * events of at most 8 MB. Used on the loop's thread; the values arrive on other threads.
 */
final class FollowUpQueue {
  private static final int MOST = 1_000;
  private static final long MOST_BYTES = 8 << 20;

  private final Set<IncompleteAlert> waiting = new LinkedHashSet<>(); // in the order in which they were sent
  private final Queue<IncompleteAlert> arrived = new ConcurrentLinkedQueue<>();
  private final HoldCounter counts;
  private long limitNanos;
  private long bytes;

  FollowUpQueue(HoldCounter counts) {
    this.counts = counts;
  }

  /** Adds an alert that was sent without a value. */
  void add(IncompleteAlert alert, long limit) {
    limitNanos = limit;
    waiting.add(alert);
    bytes += alert.size();
    alert.arrivals.listen(() -> arrived.add(alert));
    arrived.add(alert); // a value may have arrived since the alert was made
    while (waiting.size() > MOST || bytes > MOST_BYTES) {
      remove(first());
      counts.countUnfollowed();
    }
  }

  private void remove(IncompleteAlert alert) {
    alert.arrivals.forget();
    waiting.remove(alert);
    bytes -= alert.size();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /**
   * Raises the follow-up alerts of alerts whose values have arrived, and forgets alerts that are too old. Called
   * between two batches.
   */
  void raiseArrived() throws InterruptedException {
    for (IncompleteAlert alert = arrived.poll(); alert != null; alert = arrived.poll()) {
      if (waiting.contains(alert) && alert.advance()) {
        remove(alert);
      }
    }
    long now = System.nanoTime();
    while (!waiting.isEmpty() && now - first().sentNanos >= limitNanos) {
      remove(first());
    }
  }

  private IncompleteAlert first() {
    return waiting.iterator().next();
  }

  /** Forgets all alerts, because their rules or their state are about to be replaced. */
  void clear() {
    waiting.forEach(alert -> alert.arrivals.forget());
    waiting.clear();
    arrived.clear();
    bytes = 0;
  }
}
