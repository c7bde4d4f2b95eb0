package org.eyas.source.k8saudit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.source.k8saudit.input.InputAddress;
import org.eyas.source.k8saudit.input.InputLimits;
import org.eyas.source.k8saudit.session.ExecReports;
import org.eyas.testkit.EventSourceContract;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests the events of documents, what is refused, and the contract of all sources. */
@Timeout(120)
class AuditSourceTest extends EventSourceContract {
  @TempDir private Path folder;

  private final List<String> refusals = new ArrayList<>();
  private long stage = 1_540_476_552L;

  /** A configuration. */
  private record Given(String init_config, String open_params, String input, String start, int max_event_kb)
      implements AuditSource.Config {
    @Override
    public String local_cluster() {
      return "";
    }

    @Override
    public String position_file() {
      return "";
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return AuditSource.Config.class;
    }
  }

  private static Given config(String input) {
    return new Given("", input, "", "end", 4_096);
  }

  @BeforeEach
  void makeFile() throws IOException {
    Files.createFile(log());
  }

  private Path log() {
    return folder.resolve("audit.log");
  }

  @Override
  protected EventSource source() {
    return new AuditSource(config("file://" + log()));
  }

  @Override
  protected CaptureRequest request() {
    return new CaptureRequest(Set.of(), Map.of());
  }

  @Override
  protected void causeEvents() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      lines.append(event(Instant.ofEpochSecond(stage++).toString())).append('\n');
    }
    Files.writeString(log(), lines, StandardOpenOption.APPEND);
  }

  private static String event(String time) {
    return "{\"kind\":\"Event\",\"auditID\":\"a\",\"stageTimestamp\":\"" + time + "\"}";
  }

  private static String payload(ByteBuffer memory, int offset) {
    byte[] payload = new byte[memory.getInt(offset + 30)];
    memory.get(offset + 38, payload);
    return new String(payload, StandardCharsets.UTF_8);
  }

  private List<String> events(String content, int maxEventBytes) throws Exception {
    Path file = Files.writeString(folder.resolve("f"), content);
    return events(file, maxEventBytes);
  }

  private List<String> events(Path file, int maxEventBytes) throws Exception {
    List<String> events = new ArrayList<>();
    refusals.clear();
    AuditRefusals counted = new AuditRefusals(line -> refusals.add(line.replace(folder + "/", "")), System::nanoTime);
    try (Capture capture =
        new AuditCapture(InputAddress.of(file.toString()).open(new InputLimits(1 << 20, false)), maxEventBytes, counted,
            new ExecReports(List::of, ""))) {
      while (capture.poll((cpu, memory, offset, length) -> {
        assertEquals(length, 38 + memory.getInt(offset + 30));
        events.add(memory.getLong(offset) + " " + payload(memory, offset));
      }, 3) != Capture.END) {
        assertTrue(refusals.size() < 100);
      }
      assertEquals(events.size(), capture.stats().events());
      assertEquals(refusals.size(), capture.stats().dropped());
    }
    return events;
  }

  @Test
  void eventsListsAndArraysAreRead() throws Exception {
    String one = event("1970-01-01T00:00:00.000000001Z");
    String item = "{\"auditID\":\"i\",\"stageTimestamp\":\"1970-01-01T00:00:00.000000002Z\"}";
    String list = "{\"kind\":\"EventList\",\"items\":[" + item + "," + item + "]}";
    assertEquals(
        List.of("1 " + one, "2 " + item, "2 " + item, "1 " + one, "2 " + item, "2 " + item, "1 " + one),
        events(one + "\n" + list + "\n[" + one + ", " + list + "]\n" + one, 1_000));
    assertEquals(List.of(), refusals);
  }

  @Test
  void documentForPeopleIsRead() throws Exception {
    String pretty = "{\n  \"kind\": \"Event\",\n  \"stageTimestamp\": \"1970-01-01T00:00:00.000000003Z\"\n}";
    assertEquals(List.of("3 " + pretty), events(pretty + "\n", 1_000));
  }

  @Test
  void timeOfTheRequestIsTheSecondChoice() throws Exception {
    String event = "{\"kind\":\"Event\",\"requestReceivedTimestamp\":\"1970-01-01T00:00:00.000000007Z\"}";
    assertEquals(List.of("7 " + event), events(event, 1_000));
  }

  @Test
  void whatIsNotAnEventIsRefusedAndTheRestGoesOn() throws Exception {
    String good = event("1970-01-01T00:00:00Z");
    String list =
        "{\"kind\":\"EventList\",\"items\":[" + good + ",{\"auditID\":\"x\"},{\"auditID\":\"y\",\"stageTimestamp\":\"noon\"},"
            + good + "]}";
    String large = good.replace("}", " ".repeat(300) + "}");
    assertEquals(
        List.of("0 " + good, "0 " + good, "0 " + good),
        events("{\"kind\":\"Event\"\n{\"kind\": 0}\n7\n" + list + "\n" + large + "\n{\"kind\":\"EventList\"}\n" + good, 200));
    assertEquals(
        List.of(
            "f:1: not used as audit event: the document has no end at offset 15",
            "f:2: data not recognized as a k8s audit event: it is neither an Event nor an EventList with items",
            "f:3: data not recognized as a k8s audit event: it is neither an Event nor an EventList with items",
            "f:4, event 2 of 4, auditID x: not used as audit event: it has no stageTimestamp in the form of RFC 3339",
            "f:4, event 3 of 4, auditID y: not used as audit event: it has no stageTimestamp in the form of RFC 3339",
            "f:5, auditID a: not used as audit event: it has " + large.length()
                + " bytes, and 200 are allowed (eyas.k8saudit.max_event_kb)",
            "f:6: data not recognized as a k8s audit event: it is neither an Event nor an EventList with items"),
        refusals);
  }

  @Test
  void eventWithTooManyValuesIsRefused() throws Exception {
    String good = event("1970-01-01T00:00:00Z");
    String wide = good.replace("}", ",\"x\":[0" + ",0".repeat(262_144) + "]}");
    assertEquals(List.of("0 " + good), events(wide + "\n" + good, 1 << 20));
    assertEquals(
        List.of("f:1, auditID a: not used as audit event: it has 262154 values and names, and 262144 are allowed"), refusals);
  }

  @Test
  void damagedItemOfAListHidesNoOther() throws Exception {
    String good = event("1970-01-01T00:00:00Z");
    String other = "{\"auditID\":\"]}\\\"{\",\"stageTimestamp\":\"1970-01-01T00:00:01Z\",\"items\":[{\"a\":[]}]}";
    String list = "{\"metadata\":{\"items\":[{}]},\"items\" : [%s,{\"a\":nul},%s,{\"auditID\":\"x\"}],\"kind\":\"EventList\"}";
    assertEquals(List.of("0 " + good, "1000000000 " + other), events(list.formatted(good, other), 1_000));
    assertEquals(
        List.of(
            "f:1, event 2 of 4: not used as audit event: a value is misspelt at offset 8",
            "f:1, event 4 of 4, auditID x: not used as audit event: it has no stageTimestamp in the form of RFC 3339"),
        refusals);
    assertEquals(List.of("0 " + good), events("{\"items\":[" + good + ",{\"stageT", 1_000));
    assertEquals(List.of("f:1, event 2 of 2: not used as audit event: a string has no end at offset 8"), refusals);
  }

  @Test
  void bytesThatAreNotUtf8HideNoEvent() throws Exception {
    String good = event("1970-01-01T00:00:00Z");
    String patch = good.replace("}", ",\"requestObject\":\"\u00ff\"}");
    Path file = Files.writeString(folder.resolve("f"), good + "\n" + patch, StandardCharsets.ISO_8859_1);
    assertEquals(List.of("0 " + good, "0 " + patch.replace('\u00ff', '\ufffd')), events(file, 1_000));
    assertEquals(List.of(), refusals);
  }

  @Test
  void auditIdOfARefusedEventIsShortAndPrintable() throws Exception {
    assertEquals(List.of(), events("{\"kind\":\"Event\",\"auditID\":\"a\\n\\u001b" + "x".repeat(100) + "\"}", 1_000));
    assertEquals(
        List.of(
            "f:1, auditID a\\x0a\\x1b" + "x".repeat(61)
                + "...: not used as audit event: it has no stageTimestamp in the form of RFC 3339"),
        refusals);
  }

  @Test
  void documentsWithoutEventsDoNotKeepTheLoop() throws Exception {
    Path file = Files.writeString(folder.resolve("f"), "{}\n{}\n{}\n" + event("1970-01-01T00:00:00Z"));
    AuditRefusals counted = new AuditRefusals(refusals::add, System::nanoTime);
    try (Capture capture =
        new AuditCapture(InputAddress.of(file.toString()).open(new InputLimits(1 << 20, false)), 200, counted,
            new ExecReports(List::of, ""))) {
      List<Integer> polls = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        polls.add(capture.poll((cpu, memory, offset, length) -> {}, 2));
      }
      assertEquals(List.of(0, 1, Capture.END), polls);
      assertEquals(3, counted.count());
    }
  }

  @Test
  void eventsOfARealApiServerAreAllRead() throws Exception {
    assertEquals(552, events(SharedFiles.require("k8s/recorded/audit.jsonl"), 4 << 20).size());
    assertEquals(List.of(), refusals);
    assertEquals(3, events(SharedFiles.require("k8s/recorded/webhook-bodies.jsonl"), 4 << 20).size());
    assertEquals(List.of(), refusals);
  }

  @Test
  void falcosFilesAreAllRead() throws Exception {
    Path files = SharedFiles.require("k8s/falco-k8s-audit/exec_pod.json").getParent();
    Path copies = Files.createDirectory(folder.resolve("all"));
    try (Stream<Path> all = Files.list(files)) {
      for (Path file : all.filter(one -> one.toString().endsWith(".json")).toList()) {
        Files.copy(file, copies.resolve(file.getFileName()));
      }
    }
    assertEquals(51, events(copies, 4 << 20).size());
    assertEquals(
        List.of(
            "all/fal_01_003.json:1: data not recognized as a k8s audit event: it is neither an Event nor an EventList with items"),
        refusals);
  }

  @Test
  void readingAllocatesNothingPerEvent() throws Exception {
    String line = event("2026-11-27T08:00:00.123456Z").replace("}", ",\"requestObject\":{\"a\":[1,\"\\u0041\"]}}") + "\n";
    Path file = Files.writeString(folder.resolve("f"), line.repeat(40_000));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Capture capture = new AuditSource(config(file.toString())).open(request())) {
      long[] allocated = new long[2];
      long[] count = new long[1];
      EventSink sink = (cpu, memory, offset, length) -> {
        if (++count[0] == 20_000 || count[0] == 40_000) {
          allocated[count[0] == 20_000 ? 0 : 1] = threads.getCurrentThreadAllocatedBytes();
        }
      };
      while (capture.poll(sink, 1_024) != Capture.END) {
        assertTrue(count[0] <= 40_000);
      }
      long bytes = allocated[1] - allocated[0];
      assertTrue(count[0] == 40_000 && bytes < 200_000, () -> bytes + " bytes for 20,000 of " + count[0] + " events");
    }
  }

  @Test
  void settingsOfFalcoAreUsed() {
    Given falco = new Given("{\"maxEventSize\": 262144, \"webhookMaxBatchSize\": 300000}", "/a", "", "beginning", 4_096);
    AuditSettings settings = AuditSettings.of(falco);
    assertEquals(262_144, settings.maxEventBytes());
    assertEquals(new InputLimits(300_000, true), settings.limits());
    assertEquals("/a", settings.input());
    assertEquals(List.of(), settings.mistakes());
    assertEquals("/b", AuditSettings.of(new Given("", "/a", "/b", "end", 1)).input());
    assertEquals(1_024, AuditSettings.of(new Given("", "/a", "/b", "end", 1)).maxEventBytes());
  }

  @Test
  void mistakeInTheSettingsOfFalcoIsNamed() {
    assertEquals(
        List.of(
            "init_config of the plugin k8saudit: maxEventSize is not a number from 1 to 999999999: '-1'; 4194304 is used instead"),
        AuditSettings.of(new Given("{\"maxEventSize\": -1}", "", "", "end", 4_096)).mistakes());
    assertTrue(
        AuditSettings.of(new Given("maxEventSize=1", "", "", "end", 4_096)).mistakes().getFirst()
            .startsWith("init_config of the plugin k8saudit is not used: it is not JSON: a value is missing at offset 0"));
  }

  @Test
  void fileThatIsReadToItsEndIsNotLive() {
    assertFalse(new AuditSource(config(log().toString())).info().live());
    assertTrue(source().info().live());
  }

  @Test
  void missingInputIsNamed() {
    SourceException refusal = assertThrows(SourceException.class, () -> new AuditSource(config("")).open(request()));
    assertEquals("there is no input of audit events", refusal.getMessage());
  }
}
