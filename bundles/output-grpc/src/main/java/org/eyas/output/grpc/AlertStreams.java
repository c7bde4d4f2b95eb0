package org.eyas.output.grpc;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Passes alerts to the streams of clients, and keeps the newest ones for clients that come later.
 *
 * <p>An alert is kept until a {@code get} fetches it or newer alerts replace it. A client that subscribes first
 * receives the kept alerts that no client has received yet, so that none is lost while the only client is away for a
 * short time.
 */
final class AlertStreams {
  private final DeliveryMode delivery;
  private final int capacity;
  private final AlertRingBuffer kept;
  private final Set<ClientStream> subscribers = ConcurrentHashMap.newKeySet();

  /** @param capacity maximum number of kept alerts, and of alerts in the queue of each client */
  AlertStreams(DeliveryMode delivery, int capacity) {
    this.delivery = delivery;
    this.capacity = capacity;
    kept = new AlertRingBuffer(capacity);
  }

  /**
   * Queues an alert. Never waits for a client.
   *
   * @throws IOException if an older alert that no client had received was removed for it
   */
  void send(QueuedAlert alert) throws IOException {
    QueuedAlert oldest = offer(alert);
    subscribers.forEach(ClientStream::wake);
    if (oldest != null && !oldest.wasSent()) {
      throw new IOException(
          "no client receives the alerts in time: the oldest are dropped (eyas.grpc.queue: " + capacity + ")");
    }
  }

  private synchronized @Nullable QueuedAlert offer(QueuedAlert alert) {
    if (delivery == DeliveryMode.BROADCAST) {
      subscribers.forEach(subscriber -> subscriber.add(alert));
    }
    return kept.add(alert);
  }

  /** The queue for a new subscriber: one of its own, or the one that all share. */
  AlertRingBuffer queue() {
    return delivery == DeliveryMode.BROADCAST ? new AlertRingBuffer(capacity) : kept;
  }

  /** The alerts that no {@code get} has fetched. */
  AlertRingBuffer kept() {
    return kept;
  }

  /** Adds a stream, which gets alerts from now on. */
  void subscribe(ClientStream stream) {
    synchronized (this) {
      if (delivery == DeliveryMode.BROADCAST) {
        kept.unsent().forEach(stream::add);
      }
      subscribers.add(stream);
    }
    stream.wake();
  }

  void unsubscribe(ClientStream stream) {
    subscribers.remove(stream);
  }

  /** Ends each stream after the alerts in its queue. */
  void end() {
    List.copyOf(subscribers).forEach(ClientStream::end);
  }
}
