package org.eyas.engine.dispatch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.RenderedAlert;
import org.jspecify.annotations.Nullable;

/**
 * A channel that left recently. After a change of settings or an update of its bundle, a channel of the same name comes back
 * soon. Until then its alerts wait here, and do not delay other channels.
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

  /** @param capacity maximum number of waiting alerts */
  DepartedChannel(String name, int capacity) {
    this.name = name;
    this.capacity = capacity;
  }

  String name() {
    return name;
  }

  /** Inserts the alerts that the channel had not sent, before later ones. */
  synchronized void putFirst(List<RenderedAlert> left) {
    left.reversed().forEach(waiting::addFirst);
    while (waiting.size() > capacity) {
      waiting.removeLast();
      dropped++;
    }
  }

  /** Adds an alert, or drops it if there is no room. */
  void offer(RenderedAlert alert) {
    ChannelQueue next = storeOrSuccessor(alert);
    if (next != null) {
      next.offer(alert);
    }
  }

  /** Adds an alert, and waits for room. */
  void put(RenderedAlert alert) throws InterruptedException {
    awaitRoom();
    ChannelQueue next = storeOrSuccessor(alert);
    if (next != null) {
      next.put(alert);
    }
  }

  private synchronized void awaitRoom() throws InterruptedException {
    while (successor == null && !over && waiting.size() >= Math.min(capacity, QueueSettings.PATIENT)) {
      wait();
    }
  }

  private synchronized @Nullable ChannelQueue storeOrSuccessor(RenderedAlert alert) {
    if (successor == null && !over) {
      if (waiting.size() < capacity) {
        waiting.add(alert);
      } else {
        dropped++;
      }
    }
    return successor;
  }

  /** The channel is back: it receives the waiting alerts and all later ones. */
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

  /** Stops waiting for the channel; returns the alerts that waited. */
  synchronized List<RenderedAlert> giveUp() {
    over = true;
    notifyAll();
    List<RenderedAlert> left = List.copyOf(waiting);
    waiting.clear();
    return left;
  }

  /** The number of alerts dropped since the last call. */
  synchronized long takeDropped() {
    long since = dropped;
    dropped = 0;
    return since;
  }
}
