package org.eyas.output.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A web server that stores the requests that it receives, and answers as the test sets. */
final class Receiver implements AutoCloseable {
  /** One request. */
  record Request(String contentType, String userAgent, String encoding, String authorization, String body) {}

  /** One answer, which may be delayed. */
  record Answer(int status, String retryAfter, String body, long delayMillis) {
    static Answer of(int status) {
      return new Answer(status, "", "", 0);
    }
  }

  final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  final List<Long> timesNanos = new CopyOnWriteArrayList<>();
  final List<Integer> connections = new CopyOnWriteArrayList<>();
  final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  private Receiver(HttpServer server) {
    this.server = server;
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  static Receiver plain() throws IOException {
    return plain(0);
  }

  static Receiver plain(int port) throws IOException {
    return new Receiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
  }

  static Receiver secure(SSLContext tls, boolean clientCertificate) throws IOException {
    HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters all = tls.getDefaultSSLParameters();
            all.setNeedClientAuth(clientCertificate);
            parameters.setSSLParameters(all);
          }
        });
    return new Receiver(server);
  }

  /** Sets the answers to the next requests, in this order; later requests get 200. */
  synchronized Receiver answering(Answer... next) {
    answers.addAll(Arrays.asList(next));
    return this;
  }

  private synchronized Answer next() {
    return answers.isEmpty() ? Answer.of(200) : answers.remove();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return (server instanceof HttpsServer ? "https" : "http") + "://localhost:" + port() + "/in?x=1";
  }

  /** The address as the log shows it. */
  String forLog() {
    return url().replace("/in?x=1", "/...");
  }

  private void handle(HttpExchange exchange) throws IOException {
    timesNanos.add(System.nanoTime());
    var headers = exchange.getRequestHeaders();
    connections.add(exchange.getRemoteAddress().getPort());
    this.headers.add(Map.copyOf(headers));
    String encoding = String.valueOf(headers.getFirst("Content-Encoding"));
    try (InputStream in = exchange.getRequestBody()) {
      byte[] body = (encoding.equals("gzip") ? new GZIPInputStream(in) : in).readAllBytes();
      requests.add(
          new Request(
              String.valueOf(headers.getFirst("Content-Type")),
              String.valueOf(headers.getFirst("User-Agent")),
              encoding,
              String.valueOf(headers.getFirst("Authorization")),
              new String(body, StandardCharsets.UTF_8)));
    }
    Answer answer = next();
    try {
      Thread.sleep(answer.delayMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!answer.retryAfter().isEmpty()) {
      exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  List<String> bodies() {
    return requests.stream().map(Request::body).toList();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
