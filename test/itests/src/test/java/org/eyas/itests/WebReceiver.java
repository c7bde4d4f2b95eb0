package org.eyas.itests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A web server on this machine that keeps the posted requests. */
final class WebReceiver implements AutoCloseable {
  /** One request; {@code client} is the name in the client's certificate, or empty. */
  record Request(String path, String contentType, String authorization, String client, String body) {}

  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final Set<String> lostAnswers = ConcurrentHashMap.newKeySet();

  private WebReceiver(HttpServer server) {
    this.server = server;
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** @param port 0 for any */
  static WebReceiver plain(int port) throws IOException {
    return new WebReceiver(HttpServer.create(address(port), 0));
  }

  /** A server that requires a client certificate. */
  static WebReceiver secure(SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create(address(0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters all = tls.getDefaultSSLParameters();
            all.setNeedClientAuth(true);
            parameters.setSSLParameters(all);
          }
        });
    return new WebReceiver(server);
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    String client = exchange instanceof HttpsExchange secure ? secure.getSSLSession().getPeerPrincipal().getName() : "";
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(
        new Request(
            exchange.getRequestURI().getPath(),
            String.valueOf(headers.getFirst("Content-Type")),
            String.valueOf(headers.getFirst("Authorization")),
            client,
            body));
    if (lostAnswers.stream().noneMatch(end -> body.endsWith(end) && lostAnswers.remove(end))) {
      exchange.sendResponseHeaders(200, -1);
    }
    exchange.close(); // without an answer: the connection ends
  }

  /** Accepts one more request whose body ends so without an answer. */
  void loseAnswer(String bodyEnd) {
    lostAnswers.add(bodyEnd);
  }

  /** The requests up to now, in order. */
  List<Request> requests() {
    return List.copyOf(requests);
  }

  int count() {
    return requests.size();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
