package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.eyas.api.control.CaptureStatus;
import org.eyas.api.event.EventType;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceInfo;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.recording.CapturePolicy;
import org.eyas.engine.recording.CaptureRecorder;
import org.eyas.engine.recording.RequestedCapture;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.schema.EventSchema;
import org.eyas.source.scap.ScapSource;
import org.eyas.testkit.QuietCapture;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
  private static final EventType OPENAT = EventSchema.current().type("SYSCALL_OPENAT_2_X");
  private static final EventType WRITE = EventSchema.current().type("SYSCALL_WRITE_X");
  private static final long MILLI = 1_000_000;
  private static final long START = 100_000 * MILLI;
  private static final SourceInfo REPLAY = new SourceInfo("test", "syscall", false, "events of a test");
  private static final SourceInfo LIVE = new SourceInfo("test", "syscall", true, "events of a test");
  private static final String RULES =
      """
      - rule: camera
        desc: recorded for two seconds
        condition: evt.type = openat and fd.name = /dev/video0
        output: camera
        priority: WARNING
        capture: true
        capture_duration: 2000
      - rule: microphone
        desc: recorded for the time of the configuration
        condition: evt.type = openat and fd.name = /dev/snd
        output: microphone
        priority: WARNING
        capture: true
      - rule: shadow
        desc: not recorded
        condition: evt.type = openat and fd.name = /etc/shadow
        output: shadow
        priority: WARNING
      """;

  @TempDir Path folder;
  private final List<ByteBuffer> events = new ArrayList<>();
  private final List<String> alerts = new ArrayList<>();
  private String prefix = "eyas";

  private void open(long millis, String path) {
    events.add(ScapEventEncoder.encode(OPENAT, START + millis * MILLI, 42, 5, -100, path, 1, 0, 0, 7));
  }

  private static RuleGeneration generation() {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    LoadResult loaded = RuleLoader.load(List.of(new RuleDocument("r.yaml", RULES)), new LoadContext(catalogs));
    assertTrue(loaded.successful(), loaded.report()::toString);
    return RuleGeneration.of(loaded, catalogs.keySet(), List.of(), new MatchOptions(true, "evt.time"));
  }

  private void run(boolean allRules, long megabytes) throws Exception {
    CapturePolicy policy =
        new CapturePolicy(true, allRules, 5_000, megabytes, folder.resolve(prefix).toString());
    CaptureRecorder recorder =
        new CaptureRecorder(() -> policy, (limit, written) -> alerts.add("limit " + limit + " " + (written >= 1 << 20)), false);
    RuleGeneration generation = generation();
    LoopSetup setup = LoopSetup.of(REPLAY, alert -> alerts.add(alert.rule())).observedBy(LoopObservers.none().with(recorder));
    new SourceLoop(setup, () -> generation).run(new Events());
    recorder.close(10_000);
  }

  /** The name of each file, and the paths that are opened in it. */
  private Map<String, List<String>> files() throws Exception {
    Map<String, List<String>> files = new LinkedHashMap<>();
    for (Path file : sorted()) {
      files.put(file.getFileName().toString(), paths(file));
    }
    return files;
  }

  private List<Path> sorted() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  private List<String> paths(Path file) throws Exception {
    List<String> opened = new ArrayList<>();
    RuleGeneration watching =
        RuleGeneration.watching(
            generation().loaded(), "syscall", List.of(), event -> opened.add(event.fd().name().toString()));
    Map<String, String> options = Map.of(ScapSource.CAPTURE_FILE, file.toString());
    try (Capture capture = new ScapSource().open(new CaptureRequest(Set.of(), options))) {
      new SourceLoop(LoopSetup.of(REPLAY, alert -> {}), () -> watching).run(capture);
    }
    return opened;
  }

  @Test
  void anAlertOfARuleWithCaptureWritesEventsUntilTheTimeIsOver() throws Exception {
    open(0, "/before");
    open(1, "/etc/shadow");
    open(10, "/dev/video0");
    open(20, "/a");
    open(2_009, "/b");
    open(2_010, "/c");
    open(2_011, "/d");
    run(false, 0);
    assertEquals(
        Map.of(
            "eyas_00000000100010000000_00000000000000000003.scap", List.of("/dev/video0", "/a", "/b", "/c")),
        files());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(sorted().getFirst())));
  }

  @Test
  void anAlertDuringACaptureExtendsItAndALaterOneStartsAnother() throws Exception {
    open(0, "/dev/video0");
    open(1_000, "/dev/snd");
    open(2_500, "/a");
    open(3_000, "/dev/video0");
    open(6_000, "/b");
    open(6_001, "/not");
    open(9_000, "/dev/video0");
    run(false, 0);
    assertEquals(
        List.of(List.of("/dev/video0", "/dev/snd", "/a", "/dev/video0", "/b"), List.of("/dev/video0")),
        List.copyOf(files().values()));
    assertEquals(List.of("camera", "microphone", "camera", "camera"), alerts);
  }

  @Test
  void inModeAllRulesEveryAlertWrites() throws Exception {
    open(0, "/a");
    open(1, "/etc/shadow");
    open(2, "/b");
    run(true, 0);
    assertEquals(List.of(List.of("/etc/shadow", "/b")), List.copyOf(files().values()));
  }

  @Test
  void aFileEndsAtItsMaximumSizeAndAnAlertReportsIt() throws Exception {
    open(0, "/dev/video0");
    byte[] noise = new byte[60_000];
    new Random(1).nextBytes(noise);
    for (int i = 1; i <= 100; i++) {
      events.add(ScapEventEncoder.encode(WRITE, START + i * MILLI, 42, 60_000, noise, 5, 60_000));
    }
    run(false, 1);
    assertEquals(List.of("camera", "limit 1 true"), alerts);
    long size = Files.size(sorted().getFirst());
    assertTrue(size >= 1 << 20 && size < (1 << 20) + 600_000, size + " bytes");
    assertTrue(files().values().iterator().next().size() > 10, "readable up to its end");
  }

  @Test
  void aFileThatCannotBeWrittenDoesNotStopTheLoop() throws Exception {
    prefix = "no/such/folder/eyas";
    open(0, "/dev/video0");
    open(1, "/dev/snd");
    open(20_000, "/dev/video0");
    run(false, 0);
    assertEquals(List.of("camera", "microphone", "camera"), alerts);
    assertEquals(List.of(), sorted());
  }

  @Test
  void manyEventsAreWrittenWithoutAGap() throws Exception {
    open(0, "/dev/video0");
    List<String> expected = new ArrayList<>(List.of("/dev/video0"));
    for (int i = 0; i < 200_000; i++) {
      events.add(ScapEventEncoder.encode(OPENAT, START + i, 42, 5, -100, "/" + i, 1, 0, 0, 7));
      expected.add("/" + i);
    }
    run(false, 0);
    assertEquals(expected, files().values().iterator().next());
  }

  private RequestedCapture requested(Duration time) {
    RequestedCapture requested = new RequestedCapture();
    assertTrue(requested.request(Instant.now().plus(time), 100));
    assertFalse(requested.request(Instant.now().plusSeconds(1), 100), "the first one is not over");
    return requested;
  }

  private void run(RequestedCapture requested, Capture capture) throws Exception {
    CapturePolicy off = new CapturePolicy(false, false, 5_000, 0, folder.resolve(prefix).toString());
    CaptureRecorder recorder = new CaptureRecorder(() -> off, (limit, written) -> alerts.add("limit"), requested, true);
    RuleGeneration generation = generation();
    LoopSetup setup = LoopSetup.of(LIVE, alert -> alerts.add(alert.rule())).observedBy(LoopObservers.none().with(recorder));
    new SourceLoop(setup, () -> generation).run(capture);
    recorder.close(10_000);
  }

  private static long now() {
    return Instant.now().toEpochMilli() * MILLI;
  }

  private void openNow(long millis, String path) {
    events.add(ScapEventEncoder.encode(OPENAT, now() + millis * MILLI, 42, 5, -100, path, 1, 0, 0, 7));
  }

  @Test
  void aRequestedCaptureEndsAtItsTime() throws Exception {
    openNow(0, "/before");
    openNow(1, "/a");
    openNow(2, "/b");
    openNow(120_000, "/end");
    openNow(120_001, "/after");
    RequestedCapture requested = requested(Duration.ofMinutes(1));
    run(requested, new Events()); // the first batch is over before the loop takes the request
    assertEquals(List.of(List.of("/a", "/b", "/end")), List.copyOf(files().values()));
    CaptureStatus status = requested.status().orElseThrow();
    assertEquals(sorted().getFirst().toString(), status.path());
    assertEquals(Files.size(sorted().getFirst()), status.bytes());
    assertTrue(status.over() && status.events() == 3 && status.problem().isEmpty(), status::toString);
    assertTrue(requested.request(Instant.now().plusSeconds(1), 100), "another one can follow");
  }

  @Test
  void aRequestedCaptureEndsWhenSomebodyEndsIt() throws Exception {
    openNow(0, "/before");
    openNow(1, "/a");
    openNow(2, "/b");
    openNow(3, "/after");
    RequestedCapture requested = requested(Duration.ofMinutes(1));
    run(requested, new Events() {
      @Override
      public int poll(EventSink sink, int limit) {
        if (remaining() == 2) {
          requested.end(); // the loop looks after this batch
        }
        return super.poll(sink, limit);
      }
    });
    assertEquals(List.of(List.of("/a", "/b")), List.copyOf(files().values()));
    assertTrue(requested.status().orElseThrow().over());
  }

  @Test
  void aRequestedCaptureThatCannotBeWrittenSaysWhy() throws Exception {
    prefix = "no/such/folder/eyas";
    openNow(0, "/before");
    openNow(1, "/a");
    RequestedCapture requested = requested(Duration.ofMinutes(1));
    run(requested, new Events());
    CaptureStatus status = requested.status().orElseThrow();
    assertTrue(status.over() && status.problem().startsWith("there is no such directory"), status::toString);
  }

  @Test
  void aRequestedCaptureWithoutEventsSaysSo() throws Exception {
    openNow(0, "/before");
    RequestedCapture requested = requested(Duration.ofMinutes(1));
    run(requested, new Events());
    assertEquals("no event came in its time", requested.status().orElseThrow().problem());
    assertEquals(List.of(), sorted());
  }

  private class Events extends QuietCapture {
    private int next;

    int remaining() {
      return events.size() - next;
    }

    @Override
    public int poll(EventSink sink, int limit) {
      if (next == events.size()) {
        return END;
      }
      ByteBuffer event = events.get(next++);
      sink.onEvent(0, event, 0, event.limit());
      return 1;
    }
  }
}
