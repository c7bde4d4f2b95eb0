package org.eyas.output.grpc;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of alerts. Where it is full the oldest leaves: so the queues of all clients that are slow hold the same
 * newest alerts, and together not more memory than one.
 */
final class AlertRing {
  private final int capacity;
  private final ArrayDeque<KeptAlert> alerts = new ArrayDeque<>();

  AlertRing(int capacity) {
    this.capacity = capacity;
  }

  /** Adds an alert and answers the one that had to leave for it, or null. */
  synchronized @Nullable KeptAlert add(KeptAlert alert) {
    KeptAlert oldest = alerts.size() >= capacity ? alerts.poll() : null;
    alerts.add(alert);
    return oldest;
  }

  /** Takes the oldest alert, or null where there is none. */
  synchronized @Nullable KeptAlert poll() {
    return alerts.poll();
  }

  synchronized List<KeptAlert> unsent() {
    return alerts.stream().filter(alert -> !alert.wasSent()).toList();
  }

  synchronized boolean isEmpty() {
    return alerts.isEmpty();
  }
}
