package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.process.Enricher;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateSink;
import org.eyas.engine.alert.AlertSink;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.health.CaptureHealth;
import org.eyas.engine.health.LossAction;
import org.eyas.engine.health.LossPolicy;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.statistics.LoopFault;
import org.eyas.testkit.QuietCapture;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

public class SourceLoopTest {
  private static final SourceInfo SOURCE = new SourceInfo("test", "syscall", false, "events of a test");
  static final EventType OPENAT = EventSchema.current().type("SYSCALL_OPENAT_2_X");
  private static final long SECOND = 1_000_000_000L;

  static final String CAMERA =
      """
      - rule: camera opened
        desc: the rule of the talk
        condition: evt.type in (open, openat, openat2) and fd.name startswith /dev/video
        output: "file=%fd.name"
        priority: WARNING
      """;
  static final String ANY_OPEN =
      """
      - rule: any open
        desc: every open
        condition: evt.type = openat
        output: "number %evt.num"
        priority: INFO
      """;

  private final List<String> alerts = new ArrayList<>();
  private final List<ByteBuffer> events = new ArrayList<>();

  private void open(long seconds, String path) {
    events.add(ScapEventEncoder.encode(OPENAT, (100 + seconds) * SECOND, 42, 5, -100, path, 1, 0, 0, 7));
  }

  public static RuleGeneration generation(boolean all, List<FieldProvider> more, String... documents) {
    List<FieldProvider> providers = new ArrayList<>(SyscallFields.providers());
    providers.addAll(more);
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(providers));
    List<RuleDocument> rules = new ArrayList<>();
    for (String document : documents) {
      rules.add(new RuleDocument("r" + rules.size() + ".yaml", document));
    }
    LoadResult loaded = RuleLoader.load(rules, new LoadContext(catalogs));
    assertTrue(loaded.successful(), loaded.report()::toString);
    return RuleGeneration.of(loaded, catalogs.keySet(), List.of(), new MatchOptions(all, "evt.time"));
  }

  private static LoopSetup watched(CaptureHealth health, AlertSink alerts) {
    return LoopSetup.of(SOURCE, alerts).observedBy(LoopObservers.none().with(health));
  }

  private SourceLoop run(RuleGeneration generation, long limitNanos) throws SourceException, InterruptedException {
    LoopSetup setup = LoopSetup.of(SOURCE, alert -> alerts.add(alert.rule() + ": " + alert.message())).within(limitNanos);
    SourceLoop loop = new SourceLoop(setup, () -> generation);
    loop.run(new Replayed(events, SOURCE));
    return loop;
  }

  @Test
  void aProgramThatOpensTheCameraRaisesAnAlert() throws Exception {
    open(0, "/etc/passwd");
    open(1, "/dev/video0");
    RuleGeneration generation = generation(false, List.of(), CAMERA);
    SourceLoop loop = run(generation, 0);
    assertEquals(List.of("camera opened: file=/dev/video0"), alerts);
    assertEquals(new LoopCounts(2, 0, 0), loop.counts());
    assertEquals(
        List.of(
            "Events detected: 1", "Rule counts by severity:", "   WARNING: 1", "Triggered rules by rule name:",
            "   camera opened: 1"),
        generation.counts().lines());
  }

  @Test
  void theFirstMatchingRuleFiresOrAllFire() throws Exception {
    open(0, "/dev/video0");
    run(generation(false, List.of(), CAMERA, ANY_OPEN), 0);
    assertEquals(List.of("camera opened: file=/dev/video0"), alerts);
    alerts.clear();
    run(generation(true, List.of(), CAMERA, ANY_OPEN), 0);
    assertEquals(List.of("camera opened: file=/dev/video0", "any open: number 1"), alerts);
  }

  @Test
  void sometimesEachRuleOfAnEventIsTimedAlone() throws Exception {
    for (int i = 0; i < 50_000; i++) {
      open(0, "/a");
    }
    SourceLoop loop = run(generation(false, List.of(), CAMERA, ANY_OPEN), 0);
    Map<String, Long> tested = new TreeMap<>();
    loop.ask(0).orElseThrow().rules().forEach(time -> tested.put(time.rule(), time.tested()));
    assertEquals(Set.of("camera opened", "any open"), tested.keySet());
    tested.forEach((rule, events) -> assertEquals(50_000, events, 15_000, rule));
    assertEquals(50_000, alerts.size(), "timed rules fire as usual");
  }

  @Test
  void aWatcherSeesEachEventOnceWhileRulesAreTimed() throws Exception {
    for (int i = 0; i < 20_000; i++) {
      open(0, "/a");
    }
    List<Long> seen = new ArrayList<>();
    LoadResult loaded = generation(false, List.of(), ANY_OPEN).loaded();
    run(RuleGeneration.watching(loaded, "syscall", List.of(), event -> seen.add(event.sequence())), 0);
    assertEquals(20_000, seen.size());
    assertEquals(List.of(), alerts);
  }

  @Test
  void noEventIsProcessedAfterALossThatEndsTheRun() throws Exception {
    for (int second = 0; second < 10; second++) {
      open(2 * second, "/" + second);
    }
    LossPolicy policy = new LossPolicy(0, Set.of(LossAction.ALERT, LossAction.EXIT), 1, 1, true);
    CaptureHealth health = new CaptureHealth(() -> policy, () -> 0, alert -> alerts.add(alert.rule()), false);
    RuleGeneration generation = generation(false, List.of(), ANY_OPEN);
    new SourceLoop(watched(health, alert -> alerts.add(alert.message())), () -> generation)
        .run(new Replayed(events, SOURCE));
    assertEquals(List.of("number 1", "Falco internal: syscall event drop"), alerts);
    assertTrue(health.gaveUp());
  }

  @Test
  void lossesAfterTheLastEventAreReportedAtTheEnd() throws Exception {
    CaptureHealth health = new CaptureHealth(() -> LossPolicy.NONE, () -> 0, alert -> {}, false);
    RuleGeneration generation = generation(false, List.of(), ANY_OPEN);
    QuietCapture capture =
        new QuietCapture() {
          private boolean ended;

          @Override
          public int poll(EventSink sink, int limit) {
            ended = true;
            return END;
          }

          @Override
          public CaptureStats stats() {
            return new CaptureStats(1, ended ? 9 : 0);
          }
        };
    new SourceLoop(watched(health, alert -> {}), () -> generation).run(capture);
    assertTrue(health.lossProblem().startsWith("9 system calls were lost since the start"), health.lossProblem());
  }

  @Test
  void theTimeLimitRefersToTheTimeOfTheEvents() throws Exception {
    open(0, "/a");
    open(4, "/b");
    open(5, "/c");
    run(generation(false, List.of(), ANY_OPEN), 5 * SECOND);
    assertEquals(List.of("any open: number 1", "any open: number 2"), alerts);
  }

  @Test
  @Timeout(60)
  void aLiveSourceWithoutEventsEndsByTheClock() throws Exception {
    RuleGeneration generation = generation(false, List.of(), ANY_OPEN);
    AtomicInteger polls = new AtomicInteger();
    Capture silent =
        new QuietCapture() {
          @Override
          public int poll(EventSink sink, int limit) {
            polls.incrementAndGet();
            return 0;
          }
        };
    SourceInfo live = new SourceInfo("silent", "syscall", true, "");
    long begin = System.nanoTime();
    new SourceLoop(LoopSetup.of(live, alert -> {}).within(SECOND / 10), () -> generation).run(silent);
    assertTrue(System.nanoTime() - begin >= SECOND / 10);
    assertTrue(polls.get() > 1);
  }

  @Test
  void anInconsistentEventIsCountedAndTheNextIsProcessed() throws Exception {
    open(0, "/a");
    events.getFirst().putShort(26, (short) 9_999);
    open(1, "/b");
    SourceLoop loop = run(generation(false, List.of(), ANY_OPEN), 0);
    assertEquals(1, loop.counts().damaged());
    assertEquals(1, alerts.size());
  }

  @Test
  void aRuleWhoseFieldThrowsDoesNotHideOthers() throws Exception {
    String faulty =
        """
        - rule: faulty
          desc: its field throws
          condition: evt.type = openat and test.faulty = x
          output: never
          priority: INFO
        """;
    open(0, "/a");
    open(1, "/b");
    SourceLoop loop = run(generation(true, List.of(new FaultyField()), faulty, ANY_OPEN), 0);
    assertEquals(List.of("any open: number 1", "any open: number 2"), alerts);
    assertEquals(2, loop.counts().faults());
  }

  @Test
  void anEventThatTheStateCannotProcessIsCountedReportedAndStillEvaluated() throws Exception {
    open(0, "/a");
    open(1, "/b");
    RuleGeneration generation = generation(false, List.of(), ANY_OPEN);
    SourceInfo live = new SourceInfo("test", "syscall", true, "events of a test");
    SourceLoop loop = new SourceLoop(LoopSetup.of(live, alert -> alerts.add(alert.message())), () -> generation);
    assertEquals(Optional.empty(), loop.fault());
    loop.run(
        new Replayed(events, live) {
          @Override
          public void reportThread(long tid, StateSink into) {
            throw new IndexOutOfBoundsException("on purpose");
          }
        });
    assertEquals(List.of("number 1", "number 2"), alerts);
    assertEquals(2, loop.counts().faults());
    LoopFault fault = loop.fault().orElseThrow();
    assertEquals(2, fault.count());
    assertTrue(fault.last().startsWith("state after event 'openat': java.lang.IndexOutOfBoundsException "), fault.last());
  }

  @Test
  void anExceptionOutsideStateAndRulesDoesNotEndTheLoop() throws Exception {
    open(0, "/a");
    open(1, "/b");
    RuleGeneration generation = generation(false, List.of(), ANY_OPEN);
    LossPolicy[] policies = {null, LossPolicy.NONE};
    int[] asked = {0};
    CaptureHealth failsFirst =
        new CaptureHealth(() -> Objects.requireNonNull(policies[asked[0]++]), () -> 0, alert -> {}, false);
    SourceLoop loop = new SourceLoop(watched(failsFirst, alert -> alerts.add(alert.message())), () -> generation);
    loop.run(new Replayed(events, SOURCE));
    assertEquals(List.of("number 2"), alerts);
    assertEquals(new LoopCounts(2, 0, 1), loop.counts());
  }

  @Test
  void anEnricherThatThrowsIsCountedAndTheLoopContinues() throws Exception {
    open(0, "/a");
    RuleGeneration plain = generation(false, List.of(), ANY_OPEN);
    Enricher faulty =
        (process, out) -> {
          throw new IllegalStateException("on purpose");
        };
    RuleGeneration enriched =
        new RuleGeneration(plain.loaded(), plain.bySource(), plain.joining(), plain.traced(), plain.demand(), List.of(faulty),
            plain.counts());
    events.addFirst(
        ScapEventEncoder.encode(
            EventSchema.current().type("SYSCALL_CLONE_20_X"), 99 * SECOND, 42, 43, "sh", new byte[0], 42, 42, 1, "/", 1024,
            0, 0, 1, 1, 0, "sh", new byte[0], 0, 0, 0, 42, 42, 0));
    SourceLoop loop = run(enriched, 0);
    assertEquals(List.of("any open: number 2"), alerts);
    assertTrue(loop.counts().faults() > 0);
  }

  @Test
  void aNewGenerationTakesEffectBetweenTwoBatches() throws Exception {
    AtomicReference<RuleGeneration> current = new AtomicReference<>(generation(false, List.of(), CAMERA));
    RuleGeneration next = generation(false, List.of(), ANY_OPEN);
    open(0, "/dev/video0");
    open(1, "/dev/video1");
    SourceLoop loop =
        new SourceLoop(
            LoopSetup.of(
                SOURCE,
                alert -> {
                  alerts.add(alert.rule());
                  current.set(next);
                }),
            current::get);
    loop.run(new Replayed(events, SOURCE));
    assertEquals(List.of("camera opened", "any open"), alerts, "each poll of this capture delivers one event");
  }

  @Test
  void aFailureOfTheSourceEndsTheLoopAfterAllEarlierEvents() throws Exception {
    open(0, "/a");
    RuleGeneration generation = generation(false, List.of(), ANY_OPEN);
    SourceLoop loop = new SourceLoop(LoopSetup.of(SOURCE, alert -> alerts.add(alert.rule())), () -> generation);
    Replayed broken = new Replayed(events, SOURCE).failing();
    assertEquals("incomplete", assertThrows(SourceException.class, () -> loop.run(broken)).getMessage());
    assertEquals(List.of("any open"), alerts);
  }

  /** Delivers one event per poll. */
  private static class Replayed extends QuietCapture {
    private final List<ByteBuffer> events;
    private boolean failing;
    private int next;

    Replayed(List<ByteBuffer> events, SourceInfo info) {
      this.events = List.copyOf(events);
      assertEquals("syscall", info.eventSource());
    }

    Replayed failing() {
      failing = true;
      return this;
    }

    @Override
    public int poll(EventSink sink, int limit) throws SourceException {
      if (next == events.size()) {
        if (failing) {
          throw new SourceException("incomplete", "");
        }
        return END;
      }
      ByteBuffer event = events.get(next++);
      sink.onEvent(0, event, 0, event.limit());
      return 1;
    }
  }

  private static final class FaultyField implements FieldProvider {
    private static final FieldDefinition FIELD =
        new FieldDefinition(
            "test.faulty", ValueType.CHARBUF, Shape.ONE, Argument.NONE, Format.NA, Set.of(), "always throws");

    @Override
    public List<FieldClass> classes() {
      return List.of(new FieldClass("test", "", "", List.of(FIELD)));
    }

    @Override
    public FieldReader reader(FieldDefinition field, String argument) {
      return (FieldReader.OfBytes) event -> {
        if (event.sequence() >= 0) {
          throw new IllegalStateException("on purpose");
        }
        return Text.ABSENT;
      };
    }
  }
}
