package org.eyas.output.grpc;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Hands alerts to the streams of clients, and keeps the newest for those that come later.
 *
 * <p>An alert is kept until a {@code get} fetched it or newer ones took its place. A client that subscribes begins with
 * the kept alerts that were sent to nobody: so none is lost while the only client is away for a while.
 */
final class AlertStreams {
  private final Delivery delivery;
  private final int capacity;
  private final AlertRing kept;
  private final Set<ClientStream> subscribers = ConcurrentHashMap.newKeySet();

  /** @param capacity alerts that are kept, and that wait for each client */
  AlertStreams(Delivery delivery, int capacity) {
    this.delivery = delivery;
    this.capacity = capacity;
    kept = new AlertRing(capacity);
  }

  /**
   * Takes an alert; never waits for a client.
   *
   * @throws IOException where an older alert that was sent to nobody had to leave for it
   */
  void send(KeptAlert alert) throws IOException {
    KeptAlert oldest = offer(alert);
    subscribers.forEach(ClientStream::wake);
    if (oldest != null && !oldest.wasSent()) {
      throw new IOException(
          "no client takes the alerts in time: the oldest are dropped (eyas.grpc.queue: " + capacity + ")");
    }
  }

  private synchronized @Nullable KeptAlert offer(KeptAlert alert) {
    if (delivery == Delivery.BROADCAST) {
      subscribers.forEach(subscriber -> subscriber.add(alert));
    }
    return kept.add(alert);
  }

  /** The queue that a new subscriber is to read: its own, or the one that all share. */
  AlertRing queue() {
    return delivery == Delivery.BROADCAST ? new AlertRing(capacity) : kept;
  }

  /** The alerts that no get has fetched. */
  AlertRing kept() {
    return kept;
  }

  /** From now on the stream gets alerts. */
  void subscribe(ClientStream stream) {
    synchronized (this) {
      if (delivery == Delivery.BROADCAST) {
        kept.unsent().forEach(stream::add);
      }
      subscribers.add(stream);
    }
    stream.wake();
  }

  void unsubscribe(ClientStream stream) {
    subscribers.remove(stream);
  }

  /** Ends all streams behind what is queued for them. */
  void end() {
    List.copyOf(subscribers).forEach(ClientStream::end);
  }
}
