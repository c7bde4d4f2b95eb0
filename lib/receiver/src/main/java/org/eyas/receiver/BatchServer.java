package org.eyas.receiver;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.failure.Reason;
import org.eyas.api.thread.ClientThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP or HTTPS server that puts the bodies of POST requests into a {@link BatchStore}, and answers 200 once the store has
 * kept them. If the store is full, it answers 429 with the header Retry-After. Other answers:
 *
 * <pre>
 *   400 empty, not JSON, wrong Content-Type    401 token    404 path    405 method    413 too large    415 compressed
 * </pre>
 *
 * <p>Threads: {@code receive-accept} accepts, {@code receive-limits} closes connections, a thread {@code receive-N}
 * serves each of them.
 */
public final class BatchServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchServer.class);
  private static final int BACKLOG = 1_000;
  private static final long RETRY_MILLIS = 100;

  private final ServerSocket server;
  private final ServerContext shared;
  private final ClientConnections clients;
  private final AtomicLong served = new AtomicLong();
  private final ClientThreads threads = new ClientThreads(this::start, "receive-spare", this::logRefusal);
  private final Thread acceptor = Thread.ofPlatform().daemon().name("receive-accept").unstarted(this::accept);

  private BatchServer(ServerSocket server, ServerSettings settings, BatchStore store) {
    this.server = server;
    OutcomeCounters counters = new OutcomeCounters();
    RefusalLog log = new RefusalLog();
    clients = new ClientConnections(settings.limits().connections(), counters, log);
    MemoryBudget memory = new MemoryBudget(settings.limits().memoryBytes(), clients::closeSlowest);
    shared = new ServerContext(settings, store, memory, counters, log);
  }

  /**
   * Starts a server. The store stays open when the server is closed.
   *
   * @throws IOException if the address is in use or does not belong to this machine
   */
  public static BatchServer start(ServerSettings settings, BatchStore store) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(settings.address(), BACKLOG);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    BatchServer started = new BatchServer(socket, settings, store);
    started.acceptor.start();
    return started;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        serve(server.accept());
      } catch (IOException e) {
        pause(e);
      }
    }
  }

  // Whatever happens with one client, the next ones are served.
  private void serve(Socket socket) throws IOException {
    try {
      begin(socket);
    } catch (RuntimeException e) {
      LOG.error("A connection could not be served due to an internal error", e);
      socket.close();
    }
  }

  private void begin(Socket socket) {
    ClientConnection client = new ClientConnection(socket, shared.settings().limits().pace().head());
    if (!clients.admit(client)) {
      client.close();
      return;
    }
    try {
      threads.execute(() -> converse(socket, client));
    } catch (RejectedExecutionException e) {
      clients.remove(client); // which closes it: the sender sends again
    }
    if (server.isClosed()) { // perhaps after close had closed the connections
      clients.remove(client);
    }
  }

  private void converse(Socket socket, ClientConnection client) {
    try {
      new ConnectionHandler(shared, socket, client).run();
    } finally {
      clients.remove(client);
    }
  }

  private void start(Runnable task) {
    Thread.ofPlatform().daemon().name("receive-" + served.incrementAndGet()).start(task);
  }

  private void logRefusal(Error e) {
    LOG.warn("No thread can be started for a connection to {}; a spare thread serves it: {}", server.getLocalSocketAddress(),
        Reason.of(e), e);
  }

  // For example because the process has too many open files. Connections wait in the system's queue meanwhile.
  private void pause(IOException failure) {
    if (server.isClosed()) {
      return;
    }
    shared.log().log(Outcome.TURNED_AWAY, server.getLocalSocketAddress(), Reason.of(failure));
    try {
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      LOG.debug("Nobody interrupts this thread", e);
    }
  }

  /** The port on which it listens. */
  public int port() {
    return server.getLocalPort();
  }

  public ServerFigures figures() {
    return shared.counters().figures(clients.count());
  }

  /**
   * Closes all connections. A batch that is being written is not answered, though it may be kept. After it the address is
   * free, unless this thread is interrupted.
   */
  @Override
  public void close() throws IOException {
    try (clients; threads) {
      server.close();
    }
    awaitAcceptor();
  }

  // The system releases the address only when the thread has left the call that accepts.
  private void awaitAcceptor() {
    try {
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
