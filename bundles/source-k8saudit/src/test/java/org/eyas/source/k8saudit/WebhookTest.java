package org.eyas.source.k8saudit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.api.event.EventType;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldReader.OfBytes;
import org.eyas.api.metric.Metric;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.SourceException;
import org.eyas.source.k8saudit.field.AuditFields;
import org.eyas.source.k8saudit.webhook.WebhookReceiver;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FakeOwnHealth;
import org.eyas.testkit.LocalPorts;
import org.eyas.testkit.TestCertificates;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The source with a webhook: what senders send becomes events, each once. */
@Timeout(120)
class WebhookTest {
  private static final CaptureRequest ALL = new CaptureRequest(Set.of(), Map.of());
  private static final EventType PLUGIN_EVENT =
      new EventType(322, "PLUGINEVENT_E", "pluginevent", EventType.Direction.ENTER, "other", Set.of(), Set.of(), List.of());
  private static final Pattern ID = Pattern.compile("\"auditID\":\"([^\"]+)\"");

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private int port;
  private WebhookReceiver receiver;

  /** The keys of Eyas. */
  private record Keys(String token_file, String client_ca, String spool_directory, int spool_limit_mb, boolean spool_fsync)
      implements WebhookReceiver.Config {
    static final Keys IN_MEMORY = new Keys("", "", "", 1_024, false);

    static Keys spool(Path directory, int limitMb) {
      return new Keys("", "", directory.toString(), limitMb, true);
    }

    static Keys files(String token, String clientCa) {
      return new Keys(token, clientCa, "", 1_024, false);
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return WebhookReceiver.Config.class;
    }
  }

  /** What the configuration says about the plugin. */
  private record Plugin(String init_config, String open_params) implements AuditSource.Config {
    @Override
    public String local_cluster() {
      return "";
    }

    @Override
    public String position_file() {
      return "";
    }

    @Override
    public String input() {
      return "";
    }

    @Override
    public String start() {
      return "end";
    }

    @Override
    public int max_event_kb() {
      return 4_096;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return AuditSource.Config.class;
    }
  }

  @BeforeEach
  void choosePort() throws IOException {
    port = LocalPorts.free();
  }

  private AuditSource source(String initConfig, String scheme, Keys keys) {
    AuditSource source = new AuditSource(new Plugin(initConfig, scheme + "://127.0.0.1:" + port + "/k8s-audit"));
    receiver = new WebhookReceiver(keys);
    source.bindReceiver(receiver);
    return source;
  }

  private AuditSource onDisk(int limitMb) {
    return source("", "http", Keys.spool(folder.resolve("spool"), limitMb));
  }

  private static String event(String id, String verb) {
    return "{\"kind\":\"Event\",\"auditID\":\"" + id + "\",\"stage\":\"ResponseComplete\",\"verb\":\"" + verb
        + "\",\"stageTimestamp\":\"2026-11-27T08:00:00.000001Z\"}";
  }

  private static String batch(String... events) {
    return "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{},\"items\":[" + String.join(",", events)
        + "]}";
  }

  private HttpResponse<String> send(String body) throws IOException, InterruptedException {
    return send("/k8s-audit?timeout=30s", body);
  }

  private HttpResponse<String> send(String path, String body) throws IOException, InterruptedException {
    URI target = URI.create("http://127.0.0.1:" + port + path);
    return client.send(
        HttpRequest.newBuilder(target)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void assertAccepted(String body) throws IOException, InterruptedException {
    assertEquals(200, send(body).statusCode());
  }

  /** The IDs of the events until nothing has come for one poll. */
  private static List<String> poll(Capture capture) throws SourceException {
    List<String> ids = new ArrayList<>();
    while (poll(capture, 1_000, ids) > 0) {
      assertTrue(ids.size() < 10_000, "events without end");
    }
    return ids;
  }

  private static int poll(Capture capture, int limit, List<String> ids) throws SourceException {
    return capture.poll(
        (cpu, memory, offset, length) -> {
          byte[] bytes = new byte[length];
          memory.get(offset, bytes);
          Matcher id = ID.matcher(new String(bytes, StandardCharsets.UTF_8));
          ids.add(id.find() ? id.group(1) : "?");
        },
        limit);
  }

  @Test
  void eventsOfABatchAreDeliveredOnceAlsoOverARestart() throws Exception {
    AuditSource source = onDisk(32);
    try (Capture capture = source.open(ALL)) {
      assertTrue(source.info().live());
      assertAccepted(batch(event("a", "get"), event("b", "get")));
      assertAccepted(batch(event("c", "get")));
      assertEquals(List.of("a", "b", "c"), poll(capture));
      assertAccepted(batch(event("d", "get")));
    }
    try (Capture capture = source.open(ALL)) {
      assertEquals(List.of("d"), poll(capture));
    }
  }

  // CloudWatch Logs delivers at least once, and Firehose sends a request again whose answer it did not get.
  @Test
  void eventsThatAManagedClusterDeliversTwiceAreEvaluatedOnce() throws Exception {
    try (Capture capture = onDisk(32).open(ALL)) {
      assertAccepted(cloudWatch("1", event("a", "get"), event("b", "get")));
      assertAccepted(cloudWatch("2", event("b", "get"), event("c", "get"), event("a", "list")));
      assertEquals(List.of("a", "b", "c", "a"), poll(capture));
    }
  }

  private static String cloudWatch(String id, String... events) {
    String messages =
        Stream.of(events)
            .map(each -> "{\"id\":\"" + id + "\",\"message\":\"" + each.replace("\"", "\\\"") + "\"}")
            .collect(Collectors.joining(","));
    return "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[" + messages + "]}";
  }

  @Test
  void theNameInTheSendersPathIsTheClusterOfItsEvents() throws Exception {
    try (Capture capture = source("", "http", Keys.IN_MEMORY).open(ALL)) {
      send("/k8s-audit/east?timeout=30s", batch(event("a", "get"), event("b", "x".repeat(5_000))));
      send("/k8s-audit/west", batch(event("c", "get").replace("{", "{\"clusterName\":\"east\",")));
      send("/k8s-audit", batch(event("d", "get")));
      List<FakeEvent> events = new ArrayList<>();
      capture.poll((cpu, memory, offset, length) -> events.add(fakeEvent(memory, offset, length)), 10);
      OfBytes cluster = clusterName();
      assertEquals(
          List.of("east", "east", "west", ""), events.stream().map(each -> cluster.read(each).toString()).toList());
    }
  }

  private static FakeEvent fakeEvent(ByteBuffer memory, int offset, int length) {
    byte[] payload = new byte[length - 38];
    memory.get(offset + 38, payload);
    assertEquals(payload.length, memory.getInt(offset + 30));
    return FakeEvent.of(PLUGIN_EVENT, 1, new String(payload, StandardCharsets.UTF_8));
  }

  private static OfBytes clusterName() {
    AuditFields fields = new AuditFields();
    FieldDefinition field =
        fields.classes().getFirst().fields().stream().filter(one -> one.name().equals("ka.cluster.name")).findFirst()
            .orElseThrow();
    return (OfBytes) fields.reader(field, null);
  }

  @Test
  void aBatchOfWhichOnlyAPartWasEvaluatedComesAgainWhole() throws Exception {
    AuditSource source = onDisk(32);
    List<String> ids = new ArrayList<>();
    try (Capture capture = source.open(ALL)) {
      assertAccepted(batch(event("a", "get"), event("b", "get"), event("c", "get")));
      assertEquals(2, poll(capture, 2, ids));
    }
    try (Capture capture = source.open(ALL)) {
      assertEquals(List.of("a", "b", "c"), poll(capture));
    }
  }

  @Test
  void anEventThatIsSentAgainIsDroppedAlsoAfterARestartButNotAnotherWithItsId() throws Exception {
    AuditSource source = onDisk(32);
    try (Capture capture = source.open(ALL)) {
      assertAccepted(batch(event("a", "get"), event("b", "get")));
      assertEquals(List.of("a", "b"), poll(capture));
      assertAccepted(batch(event("b", "get"), event("c", "get"), event("a", "delete")));
      assertEquals(List.of("c", "a"), poll(capture));
    }
    try (Capture capture = source.open(ALL)) {
      assertAccepted(batch(event("a", "get"), event("d", "get")));
      assertEquals(List.of("d"), poll(capture));
      assertEquals(1L, metric("source_k8saudit_events_repeated_total"));
    }
  }

  @Test
  void aFullSpoolRefusesWithRetryAfterReportsItAndLosesNothing() throws Exception {
    AuditSource source = onDisk(1); // room for two batches of the largest size, 24 MiB
    FakeOwnHealth health = new FakeOwnHealth();
    receiver.bindOwnHealth(health);
    String filling = " ".repeat(5 << 20);
    try (Capture capture = source.open(ALL)) {
      List<String> accepted = new ArrayList<>();
      HttpResponse<String> answer = send(batch(event("0", "get")) + filling);
      for (int i = 1; answer.statusCode() == 200; i++) {
        accepted.add(String.valueOf(i - 1));
        answer = send(batch(event(String.valueOf(i), "get")) + filling);
      }
      assertEquals(429, answer.statusCode());
      assertEquals("5", answer.headers().firstValue("Retry-After").orElse(""));
      assertEquals(List.of("0", "1", "2", "3"), accepted);
      List<String> ids = new ArrayList<>();
      poll(capture, 1, ids);
      assertTrue(
          health.problem().matches("k8s_audit: .*/spool is full \\(eyas.k8saudit.spool.limit_mb: .*\\); .* send again later"),
          health.problem());
      ids.addAll(poll(capture));
      assertEquals(accepted, ids);
      assertAccepted(batch(event("last", "get")));
      assertEquals(List.of("last"), poll(capture));
      assertEquals("", health.problem());
    }
  }

  @Test
  void withoutADirectoryBatchesAreInMemory() throws Exception {
    AuditSource source = source("", "http", Keys.IN_MEMORY);
    try (Capture capture = source.open(ALL)) {
      assertAccepted(batch(event("a", "get")));
      assertEquals(List.of("a"), poll(capture));
      assertEquals(1L, metric("source_k8saudit_requests_total"));
    }
  }

  @Test
  void aBatchThatIsNotAuditEventsIsCountedAndTheNextIsUsed() throws Exception {
    try (Capture capture = onDisk(32).open(ALL)) {
      assertAccepted("{\"kind\":");
      assertAccepted("[{\"kind\":\"Pod\"}]");
      assertAccepted(batch(event("a", "get")));
      assertEquals(List.of("a"), poll(capture));
      assertEquals(2, capture.stats().dropped());
    }
  }

  @Test
  void mistakesAreNamed() throws Exception {
    assertEquals("sslCertificate in init_config of the plugin k8saudit: /no/such.pem: no such file",
        mistake(source("{\"sslCertificate\":\"/no/such.pem\"}", "https", Keys.IN_MEMORY)));
    assertEquals("eyas.k8saudit.token_file: /no/such: no such file", mistake(source("", "http", Keys.files("/no/such", ""))));
    assertEquals("eyas.k8saudit.client_ca needs TLS", mistake(source("", "http", Keys.files("", "/ca.pem"))));
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals("cannot keep batches in " + file + ": " + file + " is not a directory",
        mistake(source("", "http", Keys.spool(file, 32))));
    try (ServerSocket other = new ServerSocket(port)) {
      String message = mistake(source("", "http", Keys.IN_MEMORY));
      assertTrue(message.startsWith("cannot listen on 127.0.0.1:" + other.getLocalPort() + ": "), message);
    }
  }

  private static String mistake(AuditSource source) {
    return String.valueOf(assertThrows(SourceException.class, () -> source.open(ALL)).getMessage());
  }

  @Test
  void overHttpsWithACertificateAndATokenOnlySendersWithTheTokenAreAccepted() throws Exception {
    assumeTrue(TestCertificates.possible(), "openssl is missing");
    TestCertificates made = TestCertificates.in(folder.resolve("pki"));
    Path pem = folder.resolve("falco.pem");
    Files.writeString(pem,
        Files.readString(Path.of(made.path("server.key"))) + Files.readString(Path.of(made.path("server.crt"))));
    Path token = Files.writeString(folder.resolve("token"), "secret\n");
    AuditSource source = source("{\"sslCertificate\":\"" + pem + "\"}", "https", Keys.files(token.toString(), ""));
    try (Capture capture = source.open(ALL)) {
      assertEquals("401", curl(made, "wrong"));
      assertEquals("200", curl(made, "secret"));
      assertEquals(List.of("a"), poll(capture));
    }
  }

  private String curl(TestCertificates made, String token) throws IOException, InterruptedException {
    Path body = Files.writeString(folder.resolve("body"), batch(event("a", "get")));
    Process curl =
        new ProcessBuilder(
            "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "--cacert", made.path("ca.crt"), "-H",
            "Content-Type: application/json", "-H", "Authorization: Bearer " + token, "--data-binary", "@" + body,
            "https://127.0.0.1:" + port + "/k8s-audit").start();
    String status = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, curl.waitFor());
    return status;
  }

  private long metric(String name) {
    return receiver.metrics().stream()
        .filter(metric -> metric.name().equals(name) && metric.labels().getOrDefault("outcome", "kept").equals("kept"))
        .map(Metric::value)
        .mapToLong(Number::longValue)
        .sum();
  }
}
