package org.eyas.output.grpc;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of alerts. If it is full, the oldest alert is removed. So the queues of all slow clients contain the same
 * newest alerts, and together need no more memory than one.
 */
final class AlertRingBuffer {
  private final int capacity;
  private final ArrayDeque<QueuedAlert> alerts = new ArrayDeque<>();

  AlertRingBuffer(int capacity) {
    this.capacity = capacity;
  }

  /** Adds an alert. Returns the alert that was removed for it, or null. */
  synchronized @Nullable QueuedAlert add(QueuedAlert alert) {
    QueuedAlert oldest = alerts.size() >= capacity ? alerts.poll() : null;
    alerts.add(alert);
    return oldest;
  }

  /** Removes and returns the oldest alert; null if the queue is empty. */
  synchronized @Nullable QueuedAlert poll() {
    return alerts.poll();
  }

  synchronized List<QueuedAlert> unsent() {
    return alerts.stream().filter(alert -> !alert.wasSent()).toList();
  }

  synchronized boolean isEmpty() {
    return alerts.isEmpty();
  }
}
