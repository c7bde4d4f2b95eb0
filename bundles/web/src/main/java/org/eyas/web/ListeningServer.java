package org.eyas.web;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A running web server with its own threads. */
final class ListeningServer implements AutoCloseable {
  private static final String SECONDS = "5";

  static {
    // A client that sends half a request would otherwise block a thread for ever; several such clients would block the health
    // check. The JDK reads these properties once and has no other way to set the limits.
    for (String limit : new String[] {"maxReqTime", "maxRspTime"}) {
      String name = "sun.net.httpserver." + limit;
      System.setProperty(name, System.getProperty(name, SECONDS));
    }
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private ListeningServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts a server.
   *
   * @param tls null means HTTP without TLS
   * @throws IOException if the address is in use or does not belong to this machine
   */
  static ListeningServer start(InetSocketAddress address, @Nullable SSLContext tls, int threads, HttpHandler pages)
      throws IOException {
    HttpServer server = tls == null ? HttpServer.create(address, 0) : secure(address, tls);
    ExecutorService pool = pool(threads);
    server.createContext("/", pages);
    server.setExecutor(pool);
    server.start();
    return new ListeningServer(server, pool);
  }

  private static HttpServer secure(InetSocketAddress address, SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return server;
  }

  private static ExecutorService pool(int threads) {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        threads,
        task -> Thread.ofPlatform().daemon().name("web-" + number.incrementAndGet()).unstarted(task));
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
