package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.process.Credentials;
import org.eyas.api.process.Enricher;
import org.eyas.api.process.ExeFile;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateSink;
import org.eyas.api.update.Handover;
import org.eyas.engine.alert.AlertObserver;
import org.eyas.engine.alert.AlertSink;
import org.eyas.engine.checkpoint.CheckpointStore;
import org.eyas.engine.completeness.SeenEventCounts;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.hold.HoldFigures;
import org.eyas.engine.hold.HoldOptions;
import org.eyas.engine.recording.CaptureRecorder;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.statistics.MuteHits;
import org.eyas.testkit.QuietCapture;
import org.eyas.testkit.StateRecorder;
import org.eyas.testkit.scap.ScapEventEncoder;

/** A loop over a script of events and actions, with {@link LateNames}. There are two processes: 42 (shell) and 43 (cat). */
public final class HoldingLoop {
  /** Longer than any test runs. */
  public static final long LONG = 3_600_000_000_000L;

  public static final long MILLI = 1_000_000L;
  private static final EventType OPENAT = EventSchema.current().type("SYSCALL_OPENAT_2_X");
  private static final EventType EXECVE = EventSchema.current().type("SYSCALL_EXECVE_19_X");

  private static final EventType SETRESUID = EventSchema.current().type("SYSCALL_SETRESUID_X");

  public final LateNames names = new LateNames();
  final List<String> alerts = new ArrayList<>();
  /** The alerts with their events, as a watch sees them. */
  final List<String> seen = new ArrayList<>();
  public final List<Long> times = new ArrayList<>();
  private final Deque<Step> script = new ArrayDeque<>();
  private RuleGeneration generation;
  private final SourceLoop loop;
  private StateSink state = new StateRecorder();
  private HoldFigures figures = HoldFigures.NONE;
  private SeenEventCounts seenTypes = SeenEventCounts.NONE;

  private interface Step {
    int run(EventSink sink);
  }

  public HoldingLoop(boolean live, HoldOptions options, boolean all, boolean generated, String... rules) {
    this(live, options, all, generated, CaptureRecorder.none(), rules);
  }

  private HoldingLoop(
      boolean live, HoldOptions options, boolean all, boolean generated, CaptureRecorder recorder, String... rules) {
    generation = generation(new MatchOptions(all, "evt.time", generated).with(options), rules);
    SourceInfo source = new SourceInfo("test", "syscall", live, "");
    loop = new SourceLoop(setup(source, recorder), () -> generation);
  }

  private HoldingLoop(CheckpointStore lasting, String... rules) {
    generation = generation(new MatchOptions(true, "evt.time", false), rules);
    SourceInfo source = new SourceInfo("test", "syscall", true, "");
    loop = new SourceLoop(setup(source, CaptureRecorder.none()).remembering(lasting), () -> generation);
  }

  private HoldingLoop(FoundEventSink found, HoldOptions options, String... rules) {
    generation = generation(new MatchOptions(true, "evt.time", false).with(options), rules);
    SourceInfo source = new SourceInfo("test", "syscall", true, "");
    loop = new SourceLoop(setup(source, CaptureRecorder.none()).finding(found), () -> generation);
  }

  /** Rules may have steps of the source {@code second}, too. */
  static HoldingLoop finding(FoundEventSink found, int most, String... rules) {
    return new HoldingLoop(found, new HoldOptions(LONG, most, true, 0), rules);
  }

  /** What rules remember is kept over the restart. */
  public static HoldingLoop lasting(CheckpointStore lasting, String... rules) {
    return new HoldingLoop(lasting, rules);
  }

  private LoopSetup setup(SourceInfo source, CaptureRecorder recorder) {
    AlertObserver watch =
        (loaded, rule, event, alert) -> seen
            .add(alert.message() + " by " + event.process().program().comm() + " " + event.fd().name());
    AlertSink sink =
        alert -> {
          alerts.add(alert.message());
          times.add(alert.timestampNanos());
        };
    return LoopSetup.of(source, sink).observedBy(LoopObservers.none().with(watch).with(recorder));
  }

  static HoldingLoop live(long nanos, String... rules) {
    return new HoldingLoop(true, new HoldOptions(nanos, 1_000, true, 0), true, false, rules);
  }

  /** Alerts are held for a nanosecond, and followed by others within some time. */
  public static HoldingLoop followedUp(long nanos, String... rules) {
    return new HoldingLoop(true, new HoldOptions(1, 1_000, true, nanos), true, false, rules);
  }

  public static HoldingLoop recording(CaptureRecorder recorder, String... rules) {
    return new HoldingLoop(true, new HoldOptions(LONG, 1_000, true, 0), true, false, recorder, rules);
  }

  static HoldingLoop replay(long nanos, String... rules) {
    return new HoldingLoop(false, new HoldOptions(nanos, 1_000, true, 0), true, false, rules);
  }

  RuleGeneration generation(MatchOptions options, String... conditionsAndOutputs) {
    List<FieldProvider> providers = new ArrayList<>(SyscallFields.providers());
    providers.add(names);
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(providers));
    catalogs.put("second", new FieldCatalog(providers));
    LoadResult loaded =
        RuleLoader.load(List.of(new RuleDocument("r.yaml", document(conditionsAndOutputs))), new LoadContext(catalogs));
    assertTrue(loaded.successful(), loaded.report()::toString);
    return RuleGeneration.of(loaded, catalogs.keySet(), List.of(names), options);
  }

  private static String document(String... conditionsAndOutputs) {
    StringBuilder document = new StringBuilder();
    for (int i = 0; i < conditionsAndOutputs.length; i++) {
      String[] parts = conditionsAndOutputs[i].split(" => ");
      document.append(
          """
          - rule: r%d
            desc: a rule
            %s
            output: "%s"
            priority: INFO
          """.formatted(i, when(parts[0]), parts[1]));
      document.append(parts.length > 2 ? mute(i, parts[2]) : "");
    }
    return document.toString();
  }

  /** A mute by a field, {@code fd.name=/x}, or by {@code late.name} if it is only a value. */
  private static String mute(int number, String written) {
    String[] parts = written.contains("=") ? written.split("=") : new String[] {"late.name", written};
    return "  exceptions:\n    - {name: mute m%d until 2199-01-01T00:00:00Z, fields: [%s], comps: [=], values: [[%s]]}\n"
        .formatted(number, parts[0], parts[1]);
  }

  /** A stateful rule is given with its key. */
  private static String when(String written) {
    boolean remembers =
        written.startsWith("threshold: ") || written.startsWith("sequence: ") || written.startsWith("first: ");
    return remembers ? written : "condition: evt.type in (openat, execve) and " + written;
  }

  /** An event: a process opens a file. */
  public HoldingLoop opens(long pid, long millis, String path) {
    return event(ScapEventEncoder.encode(OPENAT, millis * MILLI, pid, 5, -100, path, 1, 0, 0, 7));
  }

  /** An event: a process executes a program. */
  public HoldingLoop executes(long pid, long millis, String program) {
    return event(
        ScapEventEncoder.encode(
            EXECVE, millis * MILLI, pid, 0, program, Text.EMPTY.toArray(), pid, pid, 1, "", 512, 4, 5, 60, 50, 40, program,
            "cpu=/\0".getBytes(), "A=b\0".getBytes(), 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, "/bin/" + program, 0, 0));
  }

  /** An event: a process becomes another user. */
  HoldingLoop becomes(long pid, long millis, long uid) {
    return event(ScapEventEncoder.encode(SETRESUID, millis * MILLI, pid, 0L, uid, uid, uid));
  }

  /** The source reports one more process of the session 7. */
  HoldingLoop starts(long pid, long parent, String name) {
    return then(() -> state.onProcess(process(pid, parent, 7, name)));
  }

  /** Events of one batch. */
  HoldingLoop opensAtOnce(long pid, String... paths) {
    script.add(
        sink -> {
          for (String path : paths) {
            ByteBuffer event = ScapEventEncoder.encode(OPENAT, MILLI, pid, 5, -100, path, 1, 0, 0, 7);
            sink.onEvent(0, event, 0, event.limit());
          }
          return paths.length;
        });
    return this;
  }

  private HoldingLoop event(ByteBuffer event) {
    script.add(
        sink -> {
          sink.onEvent(0, event, 0, event.limit());
          return 1;
        });
    return this;
  }

  /** Another engine continues. */
  public HoldingLoop leaves() {
    return then(loop::stopForHandover);
  }

  /** Between two batches. */
  public HoldingLoop then(Runnable action) {
    script.add(
        sink -> {
          action.run();
          return 0;
        });
    return this;
  }

  public HoldingLoop answers(long pid, String name) {
    return then(() -> names.answer(pid, name));
  }

  /** The rules change. */
  public HoldingLoop reloads(MatchOptions options, String... rules) {
    return then(() -> generation = generation(options, rules));
  }

  /** Another enricher comes, and all are called again for each process. */
  HoldingLoop getsEnricher(Enricher more) {
    return then(() -> generation = generation.with(List.of(names, more)));
  }

  /** The same rules become generated classes. */
  public HoldingLoop becomesClasses() {
    return then(() -> generation = generation.generated());
  }

  /** The capture continues with another state, as a file of several sections does. */
  HoldingLoop restarts() {
    return then(() -> state.onRestart());
  }

  /** No events come until there is an alert, for a minute at most. */
  public HoldingLoop isQuietUntilAnAlert() {
    long endNanos = System.nanoTime() + 60_000 * MILLI;
    script.add(
        new Step() {
          @Override
          public int run(EventSink sink) {
            if (alerts.isEmpty() && System.nanoTime() < endNanos) {
              script.addFirst(this);
            }
            return 0;
          }
        });
    return this;
  }

  public HoldingLoop then() {
    return then(() -> {});
  }

  public List<String> run() throws Exception {
    loop.run(
        new QuietCapture() {
          @Override
          public void snapshot(StateSink into) {
            state = into;
            into.onProcess(process(42, "shell"));
            into.onProcess(process(43, "cat"));
          }

          @Override
          public int poll(EventSink sink, int limit) {
            Step next = script.poll();
            return next == null ? END : next.run(sink);
          }
        });
    figures = loop.ask(0).orElseThrow().held();
    seenTypes = loop.ask(0).orElseThrow().seen();
    return alerts;
  }

  public HoldFigures figures() {
    return figures;
  }

  /** The events that rules saw, by type. */
  SeenEventCounts seenTypes() {
    return seenTypes;
  }

  /** What rules remember at the end. */
  public Handover.Memory leftMemory() {
    return loop.memoryForHandover().orElseThrow();
  }

  /** Begins with what the rules of another engine remembered. */
  public HoldingLoop resumesFrom(Handover.Memory memory) {
    loop.resumeFrom(memory);
    return this;
  }

  public LoopCounts counts() {
    return loop.counts();
  }

  public RuleGeneration generation() {
    return generation;
  }

  /** How many alerts mutes have hidden. */
  long hidden() {
    return generation.counts().hidden().stream().mapToLong(MuteHits::hidden).sum();
  }

  static ProcessSnapshot process(long pid, String name) {
    return process(pid, 1, pid, name);
  }

  private static ProcessSnapshot process(long pid, long parent, long session, String name) {
    return new ProcessSnapshot(
        new ProcessSnapshot.Ids(pid, pid, parent, session, pid, pid, pid, pid),
        new ProcessSnapshot.Program(
            Text.of(name), Text.of(name), Text.of("/bin/" + name), Text.EMPTY, Text.EMPTY, Text.of("/"), Text.of("/"),
            Text.of("cpu=/\0"), 0),
        new Credentials(0, 0, 0, 0, 0, 0),
        new ProcessSnapshot.Usage(1024, 10, 5, 1, 2, 3, 0, 0, 0),
        new ExeFile(0, 0, 0, false, false, false, false));
  }
}
