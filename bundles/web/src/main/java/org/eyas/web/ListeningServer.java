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
import org.jspecify.annotations.Nullable;

/** A running web server. Each request has a virtual thread of its own, so slow clients do not block other clients. */
final class ListeningServer implements AutoCloseable {
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
  static ListeningServer start(InetSocketAddress address, @Nullable SSLContext tls, HttpHandler pages)
      throws IOException {
    HttpServer server = tls == null ? HttpServer.create(address, 0) : secure(address, tls);
    ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("web-", 1).factory());
    server.createContext("/", pages);
    server.setExecutor(threads);
    server.start();
    return new ListeningServer(server, threads);
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
  }
}
