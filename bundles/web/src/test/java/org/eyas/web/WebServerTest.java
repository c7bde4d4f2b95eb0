package org.eyas.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eyas.api.control.Health;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.HealthProblem.Part;
import org.eyas.api.control.OwnHealth;
import org.eyas.api.control.PushdownStatus;
import org.eyas.api.control.SourceControl;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.control.SourceStatus.State;
import org.eyas.api.metric.Metric;
import org.eyas.api.metric.Metrics;
import org.eyas.pem.PemFile;
import org.eyas.testkit.FakeHealth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WebServerTest {
  static {
    System.setProperty("sun.net.httpserver.maxReqTime", "10"); // a busy machine answers well before
  }

  @TempDir private Path folder;
  private HttpClient client = HttpClient.newHttpClient();

  private record Settings(
      int listen_port,
      String k8s_healthz_endpoint,
      boolean ssl_enabled,
      String ssl_certificate,
      boolean prometheus_metrics_enabled)
      implements WebServer.Config {
    @Override
    public String falco_version() {
      return "0.44";
    }

    @Override
    public int threadiness() {
      return 2;
    }

    @Override
    public String listen_address() {
      return "127.0.0.1";
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return WebServer.Config.class;
    }
  }

  private static final class SaidHealth implements OwnHealth {
    private final List<String> problems = new ArrayList<>();

    @Override
    public void reportProblem(String text) {
      problems.add(text);
    }

    @Override
    public void clear() {}
  }

  private static WebServer plain(int port, String health) {
    return new WebServer(new Settings(port, health, false, "", false));
  }

  private HttpResponse<String> ask(String method, String url) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).method(method, HttpRequest.BodyPublishers.noBody()).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void healthAndVersionsAreThereAndNothingElse() throws Exception {
    WebServer server = plain(0, "/alive");
    String url = "http://127.0.0.1:" + server.port();
    HttpResponse<String> health = ask("GET", url + "/alive");
    assertEquals(200, health.statusCode());
    assertEquals("{\"status\": \"ok\"}", health.body());
    assertEquals("application/json", health.headers().firstValue("Content-Type").orElse(""));
    String versions = ask("GET", url + "/versions?x").body();
    assertTrue(
        versions.startsWith("{\"default_driver_version\":\"") && versions.contains("\"engine_version_semver\":\"0.62.0\""),
        versions);
    assertEquals(200, ask("HEAD", url + "/alive").statusCode());
    for (String path : List.of("/healthz", "/", "/metrics", "/alive/x")) {
      assertEquals(404, ask("GET", url + path).statusCode(), path);
    }
    assertEquals(404, ask("POST", url + "/alive").statusCode());
    server.close();
    assertThrows(ConnectException.class, () -> ask("GET", url + "/alive"));
  }

  /** Sources of the engine, which a test changes. */
  private static final class ListedSources implements SourceControl {
    private List<SourceStatus> sources = List.of();

    void set(State syscall, String reason) {
      sources =
          List.of(
              new SourceStatus("k8s_audit", "webhook", State.RUNNING, "", 0, 0, Instant.EPOCH),
              new SourceStatus("syscall", "modern_ebpf", syscall, reason, 0, 0, Instant.EPOCH));
    }

    @Override
    public List<SourceStatus> sources() {
      return sources;
    }

    @Override
    public List<String> drivers() {
      throw new UnsupportedOperationException();
    }

    @Override
    public PushdownStatus pushdown() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void switchDriver(String kind) {
      throw new UnsupportedOperationException();
    }
  }

  private void assertReady(WebServer server, int status, String body) throws Exception {
    HttpResponse<String> ready = ask("GET", "http://127.0.0.1:" + server.port() + "/readyz");
    assertEquals(body, ready.body());
    assertEquals(status, ready.statusCode());
  }

  @Test
  void theEngineIsReadyWhenAllItsSourcesAreRead() throws Exception {
    WebServer server = plain(0, "/healthz");
    assertReady(server, 503, "the engine is starting\n");
    ListedSources sources = new ListedSources();
    server.bindSources(sources);
    assertReady(server, 503, "the rules are being loaded; no event source is open yet\n");
    sources.set(State.WAITING, "no driver works\n(kmod: no)");
    assertReady(server, 503, "no events of syscall are read (waiting): no driver works (kmod: no)\n");
    sources.set(State.ENDED, "");
    assertReady(server, 503, "no events of syscall are read (ended)\n");
    sources.set(State.RUNNING, "3 events were lost");
    assertReady(server, 200, "ok\n");
    server.unbindSources(sources);
    assertReady(server, 503, "the engine is starting\n");
    server.close();
  }

  @Test
  void aPortThatIsTakenIsNoReasonToFail() throws Exception {
    WebServer first = plain(0, "/healthz");
    WebServer second = plain(first.port(), "/healthz");
    assertEquals(0, second.port());
    SaidHealth health = new SaidHealth();
    second.bindOwnHealth(health);
    assertEquals(
        List.of(
            "webserver: cannot listen on 127.0.0.1:" + first.port() + ": Address already in use; health, versions and metrics are"
                + " not served; free the address or set webserver.listen_address and listen_port"),
        health.problems);
    first.bindOwnHealth(health);
    assertEquals(1, health.problems.size(), "one that listens has no problem");
    second.close();
    assertEquals(200, ask("GET", "http://127.0.0.1:" + first.port() + "/healthz").statusCode());
    first.close();
  }

  @Test
  void slowClientsDoNotBlockOthersAndAreDisconnected() throws Exception {
    WebServer server = plain(0, "/healthz");
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      Socket socket = new Socket("127.0.0.1", server.port());
      socket.getOutputStream()
          .write("POST /healthz HTTP/1.1\r\nContent-Length: 9\r\nX-Half: ".getBytes(StandardCharsets.US_ASCII));
      slow.add(socket);
    }
    assertEquals(200, ask("GET", "http://127.0.0.1:" + server.port() + "/healthz").statusCode());
    slow.getLast().setSoTimeout(1);
    assertThrows(SocketTimeoutException.class, () -> slow.getLast().getInputStream().read(),
        "the answer came before a slow connection was closed");
    slow.getFirst().setSoTimeout(0);
    assertEquals(-1, slow.getFirst().getInputStream().read());
    for (Socket socket : slow) {
      socket.close();
    }
    server.close();
  }

  @Test
  void whatIsNotWellIsNamedAndTheEngineIsNotStartedAnewForThem() throws Exception {
    WebServer server = plain(0, "/healthz");
    String url = "http://127.0.0.1:" + server.port() + "/healthz";
    List<HealthProblem> problems = new CopyOnWriteArrayList<>();
    Health health = new FakeHealth(() -> problems);
    server.bindHealth(health);
    assertEquals("{\"status\": \"ok\"}", ask("GET", url).body());
    problems.add(new HealthProblem(Part.OUTPUT, "http", "it said \"no\"\n\\\u202e", Instant.EPOCH));
    HttpResponse<String> reply = ask("GET", url);
    assertEquals(200, reply.statusCode());
    assertEquals(
        "{\"status\": \"degraded\", \"outputs\": {\"http\": \"it said \\\"no\\\"\\u000a\\\\\\u202e\"}}", reply.body());
    problems.add(new HealthProblem(Part.BUNDLE, "org.acme", "fails", Instant.EPOCH));
    problems.add(new HealthProblem(Part.RULES, "Odd shell", "parked", Instant.EPOCH));
    problems.add(new HealthProblem(Part.BUNDLE, "org.acme", "hangs", Instant.EPOCH));
    problems.removeFirst();
    assertEquals(
        "{\"status\": \"degraded\", \"rules\": {\"Odd shell\": \"parked\"}, \"bundles\": {\"org.acme\": \"fails; hangs\"}}",
        ask("GET", url).body());
    server.unbindHealth(health);
    assertEquals("{\"status\": \"ok\"}", ask("GET", url).body());
    server.close();
  }

  @Test
  void metricsComeAndGoWithTheirService() throws Exception {
    WebServer server = new WebServer(new Settings(0, "/healthz", false, "", true));
    String url = "http://127.0.0.1:" + server.port() + "/metrics";
    assertEquals(503, ask("GET", url).statusCode());
    Metrics one = () -> List.of(Metric.gauge("one", "h", Map.of(), 1L));
    server.bindMetrics(one);
    HttpResponse<String> reply = ask("GET", url);
    assertEquals("text/plain; version=0.0.4; charset=utf-8", reply.headers().firstValue("Content-Type").orElse(""));
    assertTrue(reply.body().contains("\none 1.0\n"), reply.body());
    server.unbindMetrics(one);
    assertEquals(503, ask("GET", url).statusCode());
    server.bindMetrics(() -> List.of(Metric.gauge("wrong name", "h", Map.of(), 1L)));
    assertEquals(500, ask("GET", url).statusCode());
    assertEquals(200, ask("GET", url.replace("/metrics", "/healthz")).statusCode());
    server.close();
  }

  @Test
  void aLongPageIsPackedForWhoTakesIt() throws Exception {
    WebServer server = new WebServer(new Settings(0, "/healthz", false, "", true));
    server.bindMetrics(List::of);
    URI url = URI.create("http://127.0.0.1:" + server.port() + "/metrics");
    HttpRequest request = HttpRequest.newBuilder(url).header("Accept-Encoding", "deflate, gzip").build();
    HttpResponse<byte[]> packed = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertEquals("gzip", packed.headers().firstValue("Content-Encoding").orElse(""));
    String text =
        new String(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(text.contains("jvm_memory_used_bytes{area=\"heap\"}"), text);
    HttpRequest refusing = HttpRequest.newBuilder(url).header("Accept-Encoding", "gzip;q=0").build();
    HttpResponse<String> plain = client.send(refusing, HttpResponse.BodyHandlers.ofString());
    assertTrue(plain.headers().firstValue("Content-Encoding").isEmpty());
    assertTrue(plain.body().contains("jvm_memory_used_bytes"));
    server.close();
  }

  @Test
  void keyAndCertificateLieInOneFile() throws Exception {
    Path key = folder.resolve("key");
    Path certificate = folder.resolve("crt");
    assumeTrue(made(key, certificate), "no openssl: the TLS of the web server is not tested");
    Path pem = folder.resolve("both.pem");
    Files.writeString(pem, Files.readString(key) + Files.readString(certificate));
    WebServer server = new WebServer(new Settings(0, "/healthz", true, pem.toString(), false));
    client = HttpClient.newBuilder().sslContext(trusting(certificate)).build();
    assertEquals(200, ask("GET", "https://127.0.0.1:" + server.port() + "/healthz").statusCode());
    server.close();
    assertEquals(0, new WebServer(new Settings(0, "/healthz", true, key.toString(), false)).port());
  }

  private static boolean made(Path key, Path certificate) throws InterruptedException {
    try {
      return new ProcessBuilder(
          "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key.toString(), "-out",
          certificate.toString(), "-subj", "/CN=x", "-addext", "subjectAltName=IP:127.0.0.1")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static SSLContext trusting(Path certificate) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("ca", PemFile.read("test", certificate).certificates().getFirst());
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
