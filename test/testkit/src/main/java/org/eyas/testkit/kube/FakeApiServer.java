package org.eyas.testkit.kube;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for the API server of Kubernetes. It answers lists in pages and watches as a real server of 1.34 does, and
 * checks rights. It allows only requests that {@link #allow} names. A test can let it refuse requests, cut connections,
 * forget changes and be silent.
 */
public final class FakeApiServer implements AutoCloseable {
  private static final int LAST = -1;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, FakeApiCollection> collections = new HashMap<>();
  private final Map<String, Queue<Refusal>> refusals = new HashMap<>();
  private final Set<String> rights = new HashSet<>();
  private final List<String> requests = new ArrayList<>();
  private String token = "";
  private @Nullable String cut;
  private long version = 100;
  private int generation;
  private boolean closed;

  /** An answer that replaces the usual answer. */
  private record Refusal(int status, String retryAfter, String body) {}

  private FakeApiServer(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    collection("/api/v1/pods", "Pod");
    collection("/api/v1/namespaces", "Namespace");
    collection("/api/v1/services", "Service");
    collection("/api/v1/replicationcontrollers", "ReplicationController");
    collection("/apis/apps/v1/replicasets", "ReplicaSet");
    collection("/apis/apps/v1/deployments", "Deployment");
  }

  private void collection(String path, String kind) {
    collections.put(path, new FakeApiCollection(kind, path.startsWith("/apis/") ? "apps/v1" : "v1"));
  }

  private FakeApiCollection of(String path) {
    return Objects.requireNonNull(collections.get(path), path);
  }

  public static FakeApiServer start() throws IOException {
    return new FakeApiServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  /** A server with TLS, reached as localhost. */
  public static FakeApiServer start(SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new FakeApiServer(server);
  }

  public URI address() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://localhost:" + server.getAddress().getPort());
  }

  /** Writes a kubeconfig for this server, without TLS. */
  public String kubeconfig() {
    return """
        apiVersion: v1
        kind: Config
        current-context: test
        contexts: [{name: test, context: {cluster: here, user: eyas}}]
        clusters: [{name: here, cluster: {server: "%s"}}]
        users: [{name: eyas, user: {token: "%s"}}]
        """.formatted(address(), token);
  }

  /**
   * Grants a right.
   *
   * @param resource the last part of the path: {@code pods}
   */
  public synchronized FakeApiServer allow(String verb, String resource) {
    rights.add(verb + " " + resource);
    return this;
  }

  /** Grants all rights that its collections have. */
  public synchronized FakeApiServer allowAll() {
    collections.keySet().forEach(path -> allow("list", nameOf(path)).allow("watch", nameOf(path)));
    return this;
  }

  /** Accepts only this token; empty: anybody. */
  public synchronized void token(String only) {
    token = only;
  }

  private static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Adds an object, or replaces the one with the same uid. */
  public synchronized void put(String path, String json) {
    of(path).put(JsonParser.parseString(json).getAsJsonObject(), ++version);
    notifyAll();
  }

  public synchronized void remove(String path, String uid) {
    of(path).remove(uid, ++version);
    notifyAll();
  }

  /** Sends a recorded line of a watch. The line must not come from a list. */
  public synchronized void line(String path, String type, JsonObject object) {
    of(path).line(type, object, ++version);
    notifyAll();
  }

  public synchronized void bookmark(String path) {
    of(path).bookmark(++version);
    notifyAll();
  }

  /** Ends all watches and forgets the changes so far: a watch from an older version gets 410. */
  public synchronized void expire() {
    version++;
    collections.values().forEach(collection -> collection.expire(version));
    endWatches();
  }

  /** Ends all watches as a server does at its time limit. */
  public synchronized void endWatches() {
    cut = null;
    generation++;
    notifyAll();
  }

  /** Cuts the connections of all watches, after this beginning of a line. */
  public synchronized void cutWatches(String halfLine) {
    endWatches();
    cut = halfLine;
  }

  /** Answers the next request for a path, list or watch, with a failure, or with another body. */
  public synchronized void refuse(String path, int status, String retryAfter, String body) {
    refusals.computeIfAbsent(path, ignored -> new ArrayDeque<>()).add(new Refusal(status, retryAfter, body));
  }

  /** The requests so far, each "list" or "watch" with the path and its parameters. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /** The number of requests of a kind: "watch /api/v1/pods". */
  public synchronized long count(String beginning) {
    return requests.stream().filter(request -> request.startsWith(beginning)).count();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      String accept = String.valueOf(exchange.getRequestHeaders().getFirst("Accept"));
      FakeApiQuery query = new FakeApiQuery(exchange.getRequestURI(), accept);
      int opened;
      Refusal refusal;
      synchronized (this) { // as soon as a test sees the request, endWatches() must end its watch
        opened = generation;
        refusal = refusal(query, exchange);
      }
      if (refusal != null) {
        send(exchange, refusal);
      } else if (query.isWatch()) {
        watch(exchange, query, opened);
      } else {
        list(exchange, query);
      }
      exchange.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Refusal refusal(FakeApiQuery query, HttpExchange exchange) {
    String verb = query.isWatch() ? "watch" : "list";
    requests.add(verb + " " + exchange.getRequestURI());
    Queue<Refusal> waiting = refusals.get(query.path());
    if (waiting != null && !waiting.isEmpty()) {
      return waiting.remove();
    }
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    if (!token.isEmpty() && !("Bearer " + token).equals(given)) {
      return failure(401, "Unauthorized");
    }
    if (!collections.containsKey(query.path())) {
      return failure(404, "the server could not find the requested resource");
    }
    String resource = nameOf(query.path());
    return rights.contains(verb + " " + resource)
        ? null
        : failure(
            403,
            resource + " is forbidden: User \"eyas\" cannot " + verb + " resource \"" + resource + "\" at the cluster scope");
  }

  private static Refusal failure(int status, String message) {
    return new Refusal(status, "", status(status, message).toString());
  }

  /** A Status object, as a server sends it in place of an answer. */
  public static JsonObject status(int code, String message) {
    JsonObject status = new JsonObject();
    status.addProperty("kind", "Status");
    status.addProperty("status", "Failure");
    status.addProperty("message", message);
    status.addProperty("code", code);
    return status;
  }

  private static void send(HttpExchange exchange, Refusal refusal) throws IOException {
    if (!refusal.retryAfter.isEmpty()) {
      exchange.getResponseHeaders().set("Retry-After", refusal.retryAfter);
    }
    send(exchange, refusal.status, refusal.body);
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? LAST : body.length);
    exchange.getResponseBody().write(body);
  }

  private void list(HttpExchange exchange, FakeApiQuery query) throws IOException {
    String text;
    synchronized (this) {
      int from = (int) number(query.text("continue"));
      int limit = (int) query.number("limit", Integer.MAX_VALUE / 2);
      text = of(query.path()).list(query, from, limit, version).toString();
    }
    send(exchange, 200, text);
  }

  private static long number(String token) {
    return token.isEmpty() ? 0 : Long.parseLong(token.replace("from-", ""));
  }

  /** The next line of a watch. */
  private record Line(long version, String text, boolean last) {}

  private void watch(HttpExchange exchange, FakeApiQuery query, int opened) throws IOException, InterruptedException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0); // chunked
    OutputStream body = exchange.getResponseBody();
    body.flush(); // also before the first line
    long end = System.nanoTime() + query.number("timeoutSeconds", 3600) * 1_000_000_000L;
    long at = query.number("resourceVersion", 0);
    for (Line line = next(query, at, opened, end); line != null; line = line.last ? null : next(query, at, opened, end)) {
      write(body, line.text + "\n");
      at = line.version;
    }
    String half = cut();
    if (half != null) {
      write(body, half);
      throw new IOException("the connection is cut"); // the server closes it then, without the end of the body
    }
  }

  private static void write(OutputStream body, String text) throws IOException {
    body.write(text.getBytes(StandardCharsets.UTF_8));
    body.flush();
  }

  private synchronized @Nullable String cut() {
    return cut;
  }

  // The next line; null at the end of the watch.
  private synchronized @Nullable Line next(FakeApiQuery query, long from, int opened, long end) throws InterruptedException {
    FakeApiCollection collection = of(query.path());
    if (collection.isExpired(from)) {
      return new Line(from, expired(from), true);
    }
    long at = from;
    while (!closed && generation == opened) {
      FakeApiCollection.Change change = collection.after(at);
      long millis = (end - System.nanoTime()) / 1_000_000;
      if (change == null && millis <= 0) {
        return null;
      }
      if (change == null) {
        wait(millis);
      } else if (change.type().equals("BOOKMARK") || query.selects(change.object())) {
        return new Line(change.version(), collection.line(query, change).toString(), false);
      } else {
        at = change.version();
      }
    }
    return null;
  }

  private static String expired(long version) {
    JsonObject line = new JsonObject();
    line.addProperty("type", "ERROR");
    line.add("object", status(410, "too old resource version: " + version));
    return line.toString();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    server.stop(0);
    threads.shutdownNow();
  }
}
