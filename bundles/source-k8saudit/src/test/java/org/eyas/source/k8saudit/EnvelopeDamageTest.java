package org.eyas.source.k8saudit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.eyas.api.source.Capture;
import org.eyas.source.k8saudit.input.InputAddress;
import org.eyas.source.k8saudit.input.InputLimits;
import org.eyas.source.k8saudit.session.ExecReports;
import org.junit.jupiter.api.io.TempDir;
import org.eyas.json.JsonException;
import org.eyas.json.JsonIndex;
import org.eyas.json.write.CompactJson;
import org.eyas.source.k8saudit.envelope.EnvelopeOpener;
import org.eyas.source.k8saudit.input.AuditDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sender who writes what it likes: nothing is an exception, damage costs one part, and memory is limited. */
@Timeout(120)
class EnvelopeDamageTest {
  private static final Path FILES = Path.of("src/test/resources/org/eyas/source/k8saudit/envelope");
  private static final int MOST = 100_000;
  private static final String EVENT = "{\"kind\":\"Event\",\"auditID\":\"a\"}";

  @TempDir private Path folder;

  private final List<String> refusals = new ArrayList<>();
  private final EnvelopeOpener opener = new EnvelopeOpener(MOST, (place, reason) -> refusals.add(place + ": " + reason));

  private List<String> open(String document) throws Exception {
    return open(document.getBytes(UTF_8));
  }

  private List<String> open(byte[] bytes) throws Exception {
    AuditDocument document = new AuditDocument();
    document.set(bytes, 0, bytes.length, "webhook", 0);
    opener.begin(document);
    var json = new JsonIndex();
    try {
      json.parse(bytes, 0, bytes.length);
      opener.isOpened(json, 0);
    } catch (JsonException e) {
      opener.isOpened(bytes, 0, bytes.length);
    }
    List<String> events = new ArrayList<>();
    for (int i = 0; i < opener.events().size(); i++) {
      int start = opener.events().start(i);
      events.add(new String(opener.events().bytes(), start, opener.events().end(i) - start, UTF_8));
    }
    return events;
  }

  private static byte[] packed(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private static String firehose(byte[]... records) {
    StringBuilder all = new StringBuilder("{\"requestId\":\"r\",\"timestamp\":1,\"records\":[");
    for (byte[] record : records) {
      all.append(all.charAt(all.length() - 1) == '[' ? "" : ",").append("{\"data\":\"")
          .append(Base64.getEncoder().encodeToString(record)).append("\"}");
    }
    return all.append("]}").toString();
  }

  private static String cloudWatch(String... messages) {
    StringBuilder all =
        new StringBuilder("{\"messageType\":\"DATA_MESSAGE\",\"logGroup\":\"g\",\"logStream\":\"s\",\"logEvents\":[");
    for (String message : messages) {
      all.append(all.charAt(all.length() - 1) == '[' ? "" : ",").append("{\"message\":").append(CompactJson.of(message))
          .append('}');
    }
    return all.append("]}").toString();
  }

  @Test
  void damagedPartsHideNoOthers() throws Exception {
    String batch = cloudWatch(EVENT, "{\"kind\":\"Eve", "level=info", "7", EVENT, "{\"kind\":\"Pod\"}");
    byte[] cut = packed(batch.getBytes(UTF_8));
    cut = Arrays.copyOf(cut, cut.length / 2);
    String request =
        firehose(cut, packed(batch.getBytes(UTF_8))).replace("[{", "[{\"data\":\"%\"},{\"data\":7},7,{");
    assertEquals(List.of(EVENT, EVENT), open(request));
    assertEquals(
        List.of(
            "webhook, record 1: its data is not base64", "webhook, record 2: it has no data", "webhook, record 3: it has no data",
            "webhook, record 4: its compressed content is damaged",
            "webhook, log event 2: a string has no end at offset 12", "webhook, log event 3: a value is missing at offset 0",
            "webhook, log event 4: it is neither an audit event nor a record with one",
            "webhook, log event 6: it is neither an audit event nor a record with one"),
        refusals.stream().map(line -> line.replaceFirst("(is damaged): .*", "$1")).toList());
  }

  @Test
  void smallMessageCannotTakeMuchMemory() throws Exception {
    byte[] bomb = packed(new byte[50 << 20]);
    assertTrue(bomb.length < MOST);
    assertEquals(List.of(EVENT), open(firehose(packed(EVENT.getBytes(UTF_8)), bomb, bomb, packed(EVENT.getBytes(UTF_8)))));
    assertEquals(3, refusals.size());
    assertEquals(
        "webhook, record 2: the document has more than 100000 bytes after unpacking; let the provider send smaller batches",
        refusals.getFirst());
    assertEquals(List.of(EVENT), open(cloudWatch(EVENT)), "the next document has its own limit");
  }

  @Test
  void envelopesInEachOtherHaveAnEnd() throws Exception {
    String nested = EVENT;
    for (int i = 0; i < 4; i++) {
      nested = firehose(nested.getBytes(UTF_8));
    }
    assertEquals(List.of(), open(nested));
    assertEquals(
        List.of("webhook, record 1: it has more envelopes in each other than a cloud provider uses"), refusals);
    byte[] packed = EVENT.getBytes(UTF_8);
    for (int i = 0; i < 20; i++) {
      packed = packed(packed);
    }
    assertEquals(List.of(), open(firehose(packed)));
    assertEquals(2, refusals.size());
  }

  @Test
  void aSenderCanNameOnlyAClusterThatIsAName() throws Exception {
    String batch =
        cloudWatch(EVENT).replace("\"g\"", "\"/aws/eks/a\\\",\\\"x/cluster\"").replace("\"s\"", "\"kube-apiserver-audit-1\"");
    assertEquals(List.of(EVENT), open(batch));
    assertEquals(
        List.of(EVENT.replace("}", ",\"clusterName\":\"east-1\"}")), open(batch.replace("a\\\",\\\"x", "east-1")));
  }

  @Test
  void otherLogsOfTheClusterAreSkippedAndCounted() throws Exception {
    assertEquals(List.of(), open("{\"records\":[{\"category\":\"guard\",\"properties\":{\"log\":\"I1127\"}}]}"));
    assertEquals(List.of(), open("{\"logName\":\"projects/p/logs/stdout\",\"insertId\":\"1\",\"textPayload\":\"hello\"}"));
    assertEquals(List.of(), refusals);
    assertEquals(2, opener.skipped());
  }

  @Test
  void aTableRowCannotAddMembersByTextThatLooksLikeJson() throws Exception {
    List<String> events =
        open("{\"AuditId\":\"a\",\"Stage\":\"s\",\"User\":\"{}, \\\"verb\\\":\\\"get\\\"\",\"ObjectRef\":\"[1]\"}");
    assertEquals(
        List.of(
            "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"auditID\":\"a\",\"stage\":\"s\","
                + "\"user\":\"{}, \\\"verb\\\":\\\"get\\\"\",\"objectRef\":[1]}"),
        events);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"eks-firehose.json", "eks-lambda.json", "eks-stored.json", "gke-entries.jsonl", "gke-push.jsonl",
          "gke-read.json", "aks-eventhub.json", "aks-table.json", "aks-diagnostics.jsonl"})
  void damagedEnvelopesCauseNoException(String name) throws Exception {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    Random random = new Random(seed);
    byte[] whole = Files.readAllBytes(FILES.resolve(name));
    try {
      for (int run = 0; run < 300; run++) {
        byte[] damaged = whole.clone();
        for (int i = random.nextInt(20); i >= 0; i--) {
          int at = random.nextInt(damaged.length);
          damaged[at] = random.nextBoolean() ? (byte) random.nextInt() : whole[random.nextInt(whole.length)];
        }
        int from = random.nextInt(10) == 0 ? random.nextInt(damaged.length) : 0;
        int to = damaged.length - (random.nextInt(5) == 0 ? random.nextInt(damaged.length - from) : 0);
        Files.write(folder.resolve("f"), Arrays.copyOfRange(damaged, from, to));
        readAll(folder.resolve("f"));
        refusals.clear();
      }
    } catch (RuntimeException e) {
      throw new AssertionError("eyas.seed=" + seed, e);
    }
  }

  private void readAll(Path file) throws Exception {
    AuditRefusals counted = new AuditRefusals(refusals::add, System::nanoTime);
    try (Capture capture =
        new AuditCapture(InputAddress.of(file.toString()).open(new InputLimits(1 << 20, false)), 1 << 20, counted,
            new ExecReports(List::of, ""))) {
      int polls = 0;
      while (capture.poll((cpu, memory, offset, length) -> {}, 100) != Capture.END) {
        assertTrue(polls++ < 10_000);
      }
    }
  }
}
