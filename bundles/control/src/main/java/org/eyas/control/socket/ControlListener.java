package org.eyas.control.socket;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.eyas.api.failure.Reason;
import org.eyas.api.thread.ClientThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a control socket: each client has its own thread, and the number of clients has a limit. While the kernel refuses threads,
 * one client at a time is served.
 */
public final class ControlListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlListener.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Answers one client. */
  @FunctionalInterface
  public interface Service {
    void serve(ClientExchange exchange, SocketPeer peer) throws IOException;
  }

  private final ControlSocket socket;
  private final Service service;
  private final int most;
  private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();
  private final ClientThreads threads = new ClientThreads(this::start, "control-spare", ControlListener::logRefusal);
  private long served; // of the thread that accepts

  private ControlListener(ControlSocket socket, Service service, int most) {
    this.socket = socket;
    this.service = service;
    this.most = most;
  }

  /**
   * Starts a listener that serves clients.
   *
   * @param most the maximum number of clients at a time
   * @throws SocketInUseException if another engine serves this socket
   */
  public static ControlListener listen(Path path, int most, Service service) throws IOException, SocketInUseException {
    ControlListener listener = new ControlListener(ControlSocket.open(path), service, most);
    Thread.ofPlatform().daemon().name("control").start(listener::accept);
    return listener;
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = socket.accept();
        clients.add(client);
        if (clients.size() > most) {
          serve(client, this::refuse); // without a thread: one line always fits into the buffer of a new connection
        } else {
          begin(client);
        }
      }
    } catch (AsynchronousCloseException e) {
      LOG.debug("the control socket is closed");
    } catch (ClosedChannelException e) {
      LOG.debug("the control socket was closed before");
    } catch (IOException e) {
      LOG.error("the control socket failed, the command line can no longer reach this engine: {}", e.toString());
    }
  }

  private void begin(SocketChannel client) {
    try {
      threads.execute(() -> serve(client, service));
    } catch (RejectedExecutionException e) {
      serve(client, (exchange, peer) -> exchange.writeLine(AnswerLine.error(Reason.of(e) + ": try again later")));
    }
  }

  private void start(Runnable task) {
    Thread.ofPlatform().daemon().name("control-" + ++served).start(task);
  }

  private static void logRefusal(Error e) {
    LOG.warn("no thread can be started for a client of the control socket; a spare thread serves it: {}", Reason.of(e), e);
  }

  private void refuse(ClientExchange exchange, SocketPeer peer) throws IOException {
    exchange.writeLine(AnswerLine.error("the engine serves " + most + " clients already: try again later"));
  }

  private void serve(SocketChannel client, Service service) {
    try (ClientExchange exchange = new ClientExchange(client, PATIENCE)) {
      SocketPeer peer = SocketPeer.of(client);
      if (!peer.mayChangeTheEngine()) {
        LOG.warn("{} may not use the control socket and was refused", peer.user().getName());
        exchange.writeLine(AnswerLine.error("no permission: only root may control this engine"));
      } else {
        service.serve(exchange, peer);
      }
    } catch (IOException e) {
      LOG.debug("a client of the control socket disconnected: {}", e.toString());
    } catch (RuntimeException e) {
      LOG.error("a command failed due to an internal error", e);
    } finally {
      clients.remove(client);
    }
  }

  /** Stops serving, and disconnects clients whose requests are running. */
  @Override
  public void close() throws IOException {
    socket.close();
    threads.close();
    for (SocketChannel client : clients) {
      client.close();
    }
  }
}
