package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.ContainerAccounts;
import org.eyas.api.process.ContainerDescription;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateSink;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.recording.CapturePolicy;
import org.eyas.engine.recording.CaptureRecorder;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.schema.EventSchema;
import org.eyas.source.scap.ScapSource;
import org.eyas.testkit.FakeAccounts;
import org.eyas.testkit.QuietCapture;
import org.eyas.testkit.StateRecorder;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A capture that an alert starts describes the containers whose processes are in it. */
class RecordedContainersTest {
  private static final EventType OPENAT = EventSchema.current().type("SYSCALL_OPENAT_2_X");
  private static final SourceInfo REPLAY = new SourceInfo("test", "syscall", false, "events of a test");
  private static final String RULE =
      """
      - rule: camera
        desc: recorded
        condition: evt.type = openat and fd.name = /dev/video0
        output: camera
        priority: WARNING
      """;

  @TempDir private Path folder;
  private final Map<Long, Attachments> processes = new LinkedHashMap<>();
  private final List<Runnable> steps = new ArrayList<>();
  private EventSink sink = (_, _, _, _) -> {};
  private long nanos = 1_000_000_000;

  /** Three processes, and what the test does. */
  private final class Steps extends QuietCapture {
    private int next;

    @Override
    public void snapshot(StateSink into) {
      for (long pid : new long[] {41, 42, 43}) {
        into.onProcess(HoldingLoop.process(pid, "shell"));
      }
    }

    @Override
    public int poll(EventSink into, int limit) {
      sink = into;
      if (next == steps.size()) {
        return END;
      }
      steps.get(next++).run();
      return 1;
    }
  }

  private void opens(long tid, String path) {
    steps.add(
        () -> {
          ByteBuffer event = ScapEventEncoder.encode(OPENAT, nanos++, tid, 5, -100, path, 1, 0, 0, 7);
          sink.onEvent(0, event, 0, event.limit());
        });
  }

  private void describes(long pid, String json) {
    ContainerDescription description = () -> Text.of(json);
    steps.add(() -> processes.get(pid).put(ContainerDescription.KEY, description));
  }

  private void record() throws Exception {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    LoadResult loaded = RuleLoader.load(List.of(new RuleDocument("r.yaml", RULE)), new LoadContext(catalogs));
    RuleGeneration generation =
        RuleGeneration.of(
            loaded, catalogs.keySet(), List.of((process, out) -> processes.put(process.pid(), out)),
            new MatchOptions(true, "evt.time"));
    CapturePolicy policy = new CapturePolicy(true, true, 5_000, 0, folder.resolve("eyas").toString());
    CaptureRecorder recorder = new CaptureRecorder(() -> policy, (limit, written) -> {}, false);
    LoopSetup setup = LoopSetup.of(REPLAY, alert -> {}).observedBy(LoopObservers.none().with(recorder));
    new SourceLoop(setup, () -> generation).run(new Steps());
    recorder.close(60_000);
  }

  /** The paths that are opened in the capture, and the descriptions between them. */
  private List<String> recorded() throws Exception {
    List<String> seen = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder);
        Capture capture =
            new ScapSource()
                .open(
                    new CaptureRequest(
                        Set.of(), Map.of(ScapSource.CAPTURE_FILE, files.findFirst().orElseThrow().toString())))) {
      capture.snapshot(new StateRecorder());
      while (capture.poll(new Reading(seen), 100) != Capture.END) {}
    }
    return seen;
  }

  private record Reading(List<String> seen) implements EventSink {
    @Override
    public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
      seen.add(cursor(cpu, memory, offset, length).bytes(2).toString());
    }

    @Override
    public void onStateEvent(int cpu, ByteBuffer memory, int offset, int length) {
      EventCursor cursor = cursor(cpu, memory, offset, length);
      String first = cursor.type().params().get(1).type().isNumber() ? "" + cursor.number(1) : cursor.bytes(1).toString();
      seen.add(cursor.type().name() + " " + first + " " + cursor.bytes(2).toString().replace("\0", "|"));
    }

    private static EventCursor cursor(int cpu, ByteBuffer memory, int offset, int length) {
      EventCursor cursor = new EventCursor(EventSchema.current());
      cursor.wrap(cpu, memory, offset, length);
      return cursor;
    }
  }

  @Test
  void aCaptureBeginsWithTheContainersThatAreKnown() throws Exception {
    opens(41, "/before");
    describes(41, "{\"one\":1}");
    opens(42, "/dev/video0");
    opens(41, "/a");
    record();
    assertEquals(List.of("asyncevent container {\"one\":1}|", "/dev/video0", "/a"), recorded());
  }

  @Test
  void aContainerThatBecomesKnownLaterIsDescribedBeforeItsNextEvent() throws Exception {
    opens(42, "/dev/video0");
    opens(43, "/a");
    describes(43, "{\"two\":2}");
    opens(42, "/b");
    opens(43, "/c");
    opens(43, "/d");
    record();
    assertEquals(
        List.of("/dev/video0", "/a", "/b", "asyncevent container {\"two\":2}|", "/c", "/d"), recorded());
  }

  /** A container of which the capture gets no description. */
  private record Named(Text id) implements ContainerDescription {
    @Override
    public Text json() {
      return Text.EMPTY;
    }
  }

  private void hasAccounts(long pid, String container, Accounts accounts) {
    steps.add(
        () -> {
          processes.get(pid).put(ContainerDescription.KEY, new Named(Text.of(container)));
          processes.get(pid).put(ContainerAccounts.KEY, accounts);
        });
  }

  @Test
  void theAccountsOfContainersComeBeforeTheEventsOfTheirProcesses() throws Exception {
    opens(41, "/before");
    hasAccounts(41, "abc", new FakeAccounts().user(0, "web"));
    opens(42, "/dev/video0");
    opens(41, "/a");
    hasAccounts(43, "def", new FakeAccounts().user(0, "db"));
    opens(43, "/b");
    opens(43, "/c");
    record();
    assertEquals(List.of("useradded 0 web", "/dev/video0", "/a", "useradded 0 db", "/b", "/c"), recorded());
  }

  @Test
  void aContainerWithoutADescriptionIsLeftOut() throws Exception {
    opens(41, "/before");
    describes(41, "");
    opens(41, "/dev/video0");
    record();
    assertEquals(List.of("/dev/video0"), recorded());
  }

  @Test
  void aDescriptionThatThrowsDoesNotEndTheCapture() throws Exception {
    recordsAllEvents(
        () -> {
          throw new IllegalStateException("a test");
        });
  }

  @Test
  void aDescriptionOfABundleThatWasReplacedDoesNotEndTheCapture() throws Exception {
    recordsAllEvents(
        () -> {
          throw new NoClassDefFoundError("a test");
        });
  }

  private void recordsAllEvents(ContainerDescription broken) throws Exception {
    opens(41, "/before");
    steps.add(() -> processes.get(41L).put(ContainerDescription.KEY, broken));
    opens(41, "/dev/video0");
    opens(41, "/a");
    record();
    assertEquals(List.of("/dev/video0", "/a"), recorded());
  }
}
