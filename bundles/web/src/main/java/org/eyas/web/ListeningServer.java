package org.eyas.web;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.eyas.api.failure.Reason;
import org.eyas.api.thread.ClientThreads;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running web server. Each request has a thread of its own, so slow clients do not block other clients. While the kernel
 * refuses threads, one request at a time is served.
 */
final class ListeningServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ListeningServer.class);
  private static final String SECONDS = "5";
  private static final String MOST_CONNECTIONS = "1000";

  static {
    // A client that sends half a request would otherwise keep its connection for ever; many such clients would use up the file
    // descriptors of the engine. The JDK reads these properties once and has no other way to set the limits.
    limit("sun.net.httpserver.maxReqTime", SECONDS);
    limit("sun.net.httpserver.maxRspTime", SECONDS);
    limit("jdk.httpserver.maxConnections", MOST_CONNECTIONS);
  }

  private static void limit(String property, String value) {
    System.setProperty(property, System.getProperty(property, value));
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final ClientThreads clients;

  private ListeningServer(HttpServer server, ExecutorService threads, ClientThreads clients) {
    this.server = server;
    this.threads = threads;
    this.clients = clients;
  }

  /**
   * Starts a server.
   *
   * @param tls null means HTTP without TLS
   * @throws IOException if the address is in use or does not belong to this machine
   */
  static ListeningServer start(InetSocketAddress address, @Nullable SSLContext tls, HttpHandler pages)
      throws IOException {
    HttpServer server = tls == null ? HttpServer.create(address, 0) : secure(address, tls);
    ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("web-", 1).factory());
    server.createContext("/", pages);
    ClientThreads clients =
        new ClientThreads(
            threads, "web-spare", e -> LOG
                .warn("no thread can be started for a client of the web server; a spare thread serves it: {}", Reason.of(e), e));
    server.setExecutor(clients);
    server.start();
    return new ListeningServer(server, threads, clients);
  }

  private static HttpServer secure(InetSocketAddress address, SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return server;
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    clients.close();
  }
}
