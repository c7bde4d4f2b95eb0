package org.eyas.receiver;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of one connection for the limits: the phase in which its thread waits, and the begin and the limit of the
 * wait. The connection's thread writes it; {@link ClientConnections} reads it and may close the socket at any time, which ends
 * the thread's wait with an exception.
 */
final class ClientConnection {
  private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

  enum Phase {
    /** Between two requests. */
    IDLE,
    /** Waits for the head of a request, or for the handshake of TLS. */
    HEAD,
    /** Receives a body. */
    BODY,
    /** Waits for memory or the store. The client is not to blame, so there is no limit. */
    SERVER,
    /** Sends the answer. */
    ANSWER,
    /** The client has its last answer; everything that it still sends is dropped. */
    LEAVING
  }

  /**
   * One wait of the thread.
   *
   * @param received bytes of the body so far
   */
  private record Wait(Phase phase, long sinceNanos, long limitNanos, long received) {
    long ageNanos(long now) {
      return now - sinceNanos;
    }
  }

  private final Socket socket;
  private volatile Wait wait;
  private volatile boolean welcome;

  ClientConnection(Socket socket, Duration head) {
    this.socket = socket;
    wait = begun(Phase.HEAD, head.toNanos());
  }

  private static Wait begun(Phase phase, long limitNanos) {
    return new Wait(phase, System.nanoTime(), limitNanos, 0);
  }

  void enter(Phase phase, Duration limit) {
    wait = begun(phase, limit.toNanos());
  }

  /** The address and port of the client, for the log. */
  SocketAddress address() {
    return socket.getRemoteSocketAddress();
  }

  /**
   * Notes that the thread waits for the server and not for the client from now on, in the middle of the body or after it.
   */
  void waitForServer() {
    wait = new Wait(Phase.SERVER, wait.sinceNanos, Long.MAX_VALUE, wait.received);
  }

  /** Notes that more of the body arrived, so that the thread may wait for longer. */
  void bodyProgress(long bytes, long limitNanos) {
    wait = new Wait(Phase.BODY, wait.sinceNanos, limitNanos, bytes);
  }

  /** Called when the client has sent a request that passed the checks of its head. */
  void markAccepted() {
    welcome = true;
  }

  boolean isAccepted() {
    return welcome;
  }

  Phase phase() {
    return wait.phase;
  }

  long ageNanos(long now) {
    return wait.ageNanos(now);
  }

  boolean isLate(long now) {
    Wait current = wait;
    return current.ageNanos(now) > current.limitNanos;
  }

  /** The average of this body so far. */
  double bytesPerSecond(long now) {
    Wait current = wait;
    return current.received * 1e9 / Math.max(1, current.ageNanos(now));
  }

  /** Ends the connection. Never waits, unlike closing a TLS socket. */
  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("closing a connection", e);
    }
  }
}
