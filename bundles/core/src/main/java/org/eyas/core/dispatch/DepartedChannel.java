package org.eyas.core.dispatch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.RenderedAlert;
import org.jspecify.annotations.Nullable;

/**
 * The place of a channel that left a moment ago: one whose settings change, or whose bundle is updated, is back soon. Alerts
 * for it wait here, and hold up nobody else's.
 */
final class DepartedChannel {
  private static final long RETURN_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final String name;
  private final int capacity;
  private final long leftNanos = System.nanoTime();
  private final Deque<RenderedAlert> waiting = new ArrayDeque<>();
  private @Nullable ChannelQueue successor;
  private boolean over;
  private long dropped;

  /** @param capacity how many alerts may wait */
  DepartedChannel(String name, int capacity) {
    this.name = name;
    this.capacity = capacity;
  }

  String name() {
    return name;
  }

  /** Puts what the channel that left did not send in front of what came since. */
  synchronized void putFirst(List<RenderedAlert> left) {
    left.reversed().forEach(waiting::addFirst);
    while (waiting.size() > capacity) {
      waiting.removeLast();
      dropped++;
    }
  }

  /** Lets an alert wait, or drops it where there is no room. */
  void offer(RenderedAlert alert) {
    ChannelQueue next = keptOrNext(alert);
    if (next != null) {
      next.offer(alert);
    }
  }

  /** Lets an alert wait; waits itself until there is room. */
  void put(RenderedAlert alert) throws InterruptedException {
    awaitRoom();
    ChannelQueue next = keptOrNext(alert);
    if (next != null) {
      next.put(alert);
    }
  }

  private synchronized void awaitRoom() throws InterruptedException {
    while (successor == null && !over && waiting.size() >= Math.min(capacity, QueueSettings.PATIENT)) {
      wait();
    }
  }

  private synchronized @Nullable ChannelQueue keptOrNext(RenderedAlert alert) {
    if (successor == null && !over) {
      if (waiting.size() < capacity) {
        waiting.add(alert);
      } else {
        dropped++;
      }
    }
    return successor;
  }

  /** The channel is back: it gets what waited, and what still comes this way. */
  synchronized void fill(ChannelQueue next) {
    waiting.forEach(next::offer);
    waiting.clear();
    successor = next;
    notifyAll();
  }

  boolean isExpired(long nowNanos) {
    return nowNanos - leftNanos > RETURN_NANOS;
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Nobody is waited for any more; answers what was. */
  synchronized List<RenderedAlert> giveUp() {
    over = true;
    notifyAll();
    List<RenderedAlert> left = List.copyOf(waiting);
    waiting.clear();
    return left;
  }

  /** How many alerts found no room since this was asked last. */
  synchronized long takeDropped() {
    long since = dropped;
    dropped = 0;
    return since;
  }
}
