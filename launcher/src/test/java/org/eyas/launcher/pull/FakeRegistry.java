package org.eyas.launcher.pull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/** A registry on this machine with one repository; like public registries, it gives everybody a token and wants to see it. */
final class FakeRegistry implements AutoCloseable {
  private static final String REPOSITORY = "/v2/acme/site-rules/";

  private final HttpServer server;
  private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
  private volatile int signatureStatus;
  private volatile boolean stalls;
  private final AtomicInteger blobReads = new AtomicInteger();

  FakeRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String name(String reference) {
    return host() + "/acme/site-rules" + reference;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/token")) {
      send(exchange, 200, "{\"token\":\"for " + exchange.getRequestURI().getQuery() + "\"}");
    } else if (!"Bearer for service=fake&scope=repository:acme/site-rules:pull".equals(
        exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer realm=\"http://" + host() + "/token\",service=\"fake\"");
      send(exchange, 401, "");
    } else if (stalls) {
      exchange.sendResponseHeaders(200, 100); // and nothing follows
    } else if (path.endsWith(".sig") && signatureStatus != 0) {
      send(exchange, signatureStatus, "");
    } else {
      blobReads.addAndGet(path.contains("/blobs/") ? 1 : 0);
      byte[] content = contents.get(path);
      send(exchange, content == null ? 404 : 200, content == null ? new byte[0] : content);
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    send(exchange, status, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] content) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
      exchange.getResponseBody().write(content);
    }
  }

  /** Pushes rules under a tag, and returns the digest. */
  String push(String tag, String file, String rules) throws IOException {
    return manifest(tag, layer(archive(file, rules), "{}"));
  }

  private String layer(byte[] content, String annotations) {
    return "{\"mediaType\":\"x\",\"digest\":\"" + blob(content) + "\",\"annotations\":" + annotations + "}";
  }

  String blob(byte[] content) {
    String digest = ContentDigest.of(content);
    contents.put(REPOSITORY + "blobs/" + digest, content);
    return digest;
  }

  /** Changes contents without changing the digest by which they are asked for. */
  void damageBlobs() {
    contents.replaceAll((path, content) -> path.contains("/blobs/") ? "other".getBytes(StandardCharsets.UTF_8) : content);
  }

  /** Answers questions for signatures with this status from now on. */
  void failSignatures(int status) {
    signatureStatus = status;
  }

  /** Sends only the headers of answers from now on. */
  void stall() {
    stalls = true;
  }

  private String manifest(String tag, String layer) {
    return document(tag, "{\"schemaVersion\":2,\"layers\":[" + layer + "]}");
  }

  /** Pushes any text in the place of a manifest, and returns the digest. */
  String document(String tag, String text) {
    byte[] manifest = text.getBytes(StandardCharsets.UTF_8);
    contents.put(REPOSITORY + "manifests/" + tag, manifest);
    contents.put(REPOSITORY + "manifests/" + ContentDigest.of(manifest), manifest);
    return ContentDigest.of(manifest);
  }

  /** Signs a digest as cosign does. */
  void sign(String digest, String signed, KeyPair key, String algorithm) throws Exception {
    sign(digest, signed, key, algorithm, 0);
  }

  /** Signs a digest, after this many signatures that fit nothing. */
  void sign(String digest, String signed, KeyPair key, String algorithm, int others) throws Exception {
    byte[] payload =
        ("{\"critical\":{\"image\":{\"docker-manifest-digest\":\"" + signed + "\"}}}").getBytes(StandardCharsets.UTF_8);
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key.getPrivate());
    signature.update(payload);
    String text = Base64.getEncoder().encodeToString(signature.sign());
    String wrong = signature(new byte[] {1}, "AAAA") + ",";
    manifest(digest.replace(':', '-') + ".sig", wrong.repeat(others) + signature(payload, text));
  }

  private String signature(byte[] payload, String text) {
    return layer(payload, "{\"dev.cosignproject.cosign/signature\":\"" + text + "\"}");
  }

  /** How many contents of layers were requested. */
  int blobReads() {
    return blobReads.get();
  }

  private static byte[] archive(String file, String text) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    return archive(file, String.format("%011o", content.length), content);
  }

  /** A layer with one file, whose size the header has as this text. */
  static byte[] archive(String file, String size, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream tar = new GZIPOutputStream(bytes)) {
      byte[] header = new byte[512];
      put(header, 0, file);
      put(header, 124, size);
      header[156] = '0';
      tar.write(header);
      tar.write(content);
      tar.write(new byte[(512 - content.length % 512) % 512 + 1024]);
    }
    return bytes.toByteArray();
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
