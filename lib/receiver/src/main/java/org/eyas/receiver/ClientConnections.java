package org.eyas.receiver;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eyas.receiver.ClientConnection.Phase;

/**
 * All connections. Its thread {@code receive-limits} closes those that are too slow, four times a second. If there are
 * too many, or too little memory, it closes the least useful connection, so that slow clients cannot keep others out.
 */
final class ClientConnections implements AutoCloseable {
  private static final long CHECK_MILLIS = 250;
  private static final double SLOW_BYTES_PER_SECOND = 256 << 10;
  private static final long FAIR_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Set<ClientConnection> clients = ConcurrentHashMap.newKeySet();
  private final int limit;
  private final OutcomeCounters counters;
  private final RefusalLog log;
  private final Thread thread;

  ClientConnections(int limit, OutcomeCounters counters, RefusalLog log) {
    this.limit = limit;
    this.counters = counters;
    this.log = log;
    thread = Thread.ofPlatform().daemon().name("receive-limits").start(this::watch);
  }

  /** Adds a client. Returns false if there are too many, and all of them are in the middle of something. */
  boolean admit(ClientConnection client) {
    if (clients.size() >= limit) {
      Optional<ClientConnection> given = leastUseful();
      counters.count(Outcome.TURNED_AWAY);
      log.log(Outcome.TURNED_AWAY, given.orElse(client).address(), "more than " + limit + " connections");
      if (given.isEmpty()) {
        return false;
      }
      remove(given.get());
    }
    return clients.add(client);
  }

  // The oldest of those that never sent an acceptable request, otherwise the one that sent nothing for the longest time.
  private Optional<ClientConnection> leastUseful() {
    long now = System.nanoTime();
    return clients.stream()
        .filter(client -> client.phase() == Phase.HEAD && !client.isAccepted() || client.phase() == Phase.IDLE)
        .max(Comparator.comparing((ClientConnection client) -> !client.isAccepted())
            .thenComparing(client -> client.ageNanos(now)));
  }

  /** Closes the connection whose body comes in most slowly, because memory is short. Bodies at a good pace go on. */
  void closeSlowest() {
    long now = System.nanoTime();
    clients.stream()
        .filter(client -> client.phase() == Phase.BODY && client.ageNanos(now) > FAIR_NANOS)
        .min(Comparator.comparingDouble(client -> client.bytesPerSecond(now)))
        .filter(client -> client.bytesPerSecond(now) < SLOW_BYTES_PER_SECOND)
        .ifPresent(client -> closeSlow(client, "memory is short, and its body arrived more slowly than the others"));
  }

  private void closeSlow(ClientConnection client, String reason) {
    if (clients.remove(client)) {
      counters.count(Outcome.SLOW);
      log.log(Outcome.SLOW, client.address(), reason);
      client.close();
    }
  }

  private void watch() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(CHECK_MILLIS);
        long now = System.nanoTime();
        clients.stream().filter(client -> client.isLate(now)).forEach(this::closeLate);
      }
    } catch (InterruptedException e) {
      return; // by close
    }
  }

  // Nothing is expected of an idle or leaving client, so it was not too slow.
  private void closeLate(ClientConnection client) {
    if (client.phase() == Phase.IDLE || client.phase() == Phase.LEAVING) {
      remove(client);
    } else {
      closeSlow(client, "too slow, so that its connection was closed");
    }
  }

  void remove(ClientConnection client) {
    clients.remove(client);
    client.close();
  }

  int count() {
    return clients.size();
  }

  @Override
  public void close() {
    thread.interrupt();
    clients.forEach(this::remove);
  }
}
