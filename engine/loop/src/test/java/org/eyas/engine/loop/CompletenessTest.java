package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.eyas.api.control.SeenEvents;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.Always;
import org.eyas.api.source.CaptureDetails;
import org.eyas.api.source.CaptureDetails.PushdownCounts;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.LossCause;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateSink;
import org.eyas.engine.completeness.MinuteHistory;
import org.eyas.engine.completeness.SourceMinute;
import org.eyas.engine.demand.RuleEventTypes;
import org.eyas.engine.hold.HoldOptions;
import org.eyas.engine.relay.CaptureRelay;
import org.eyas.engine.relay.EventClock;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.QuietCapture;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.junit.jupiter.api.Test;

/** What a loop counts of the events that its rules see and do not see. */
class CompletenessTest {
  private static final EventType OPENAT = EventSchema.current().type("SYSCALL_OPENAT_2_X");
  private static final EventType MKDIR = EventSchema.current().type("SYSCALL_MKDIR_2_X");
  private static final String RULES =
      """
      - {rule: opens, desc: d, condition: evt.type = openat and fd.name = /never, output: o, priority: INFO}
      - {rule: makes, desc: d, condition: evt.type = mkdir, output: o, priority: INFO}
      - {rule: both, desc: d, condition: 'evt.type in (openat, mkdir) and proc.name = x', output: o, priority: INFO}
      """;

  /** Delivers some of the events that happen, and counts the others as lost, by type. */
  private static class Lossy extends QuietCapture {
    private final SplittableRandom random = new SplittableRandom(42);
    private final int batches;
    final long[] seen = new long[2];
    final long[] lost = new long[2];
    private int batch;

    Lossy(int batches) {
      this.batches = batches;
    }

    @Override
    public void snapshot(StateSink into) {
      into.onProcess(HoldingLoop.process(42, "shell"));
    }

    @Override
    public int poll(EventSink sink, int limit) {
      if (batch++ == batches) {
        return END;
      }
      for (int i = 0; i < 100; i++) {
        int kind = random.nextInt(2);
        if (random.nextInt(5) == 0) {
          lost[kind]++;
        } else {
          seen[kind]++;
          ByteBuffer event = event(kind);
          sink.onEvent(0, event, 0, event.limit());
        }
      }
      return 100;
    }

    private ByteBuffer event(int kind) {
      return kind == 0
          ? ScapEventEncoder.encode(OPENAT, batch, 42, 5, -100, "/a", 1, 0, 0, 7)
          : ScapEventEncoder.encode(MKDIR, batch, 42, 0, "/a", 0);
    }

    @Override
    public CaptureStats stats() {
      Map<LossCause, Long> losses = Map.of(LossCause.BUFFER_OPEN, lost[0], LossCause.BUFFER_DIR_FILE, lost[1]);
      return new CaptureStats(seen[0] + seen[1], lost[0] + lost[1], losses);
    }

    @Override
    public CaptureDetails details() {
      return new CaptureDetails(List.of(), List.of(), List.of(), List.of(),
          Map.of(LossCause.BUFFER_OPEN, Set.of(OPENAT.code()), LossCause.BUFFER_DIR_FILE, Set.of(MKDIR.code())));
    }
  }

  private final MinuteHistory minutes = new MinuteHistory(InstantSource.system());

  private SourceLoop loop(RuleGeneration generation) {
    SourceInfo live = new SourceInfo("test", "syscall", true, "");
    return new SourceLoop(LoopSetup.of(live, alert -> {}).observedBy(LoopObservers.none().with(minutes)), () -> generation);
  }

  private SeenEvents total(RuleGeneration generation, String name) {
    LoadedRule rule =
        generation.loaded().rules().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    List<SourceMinute> all = minutes.since(Instant.EPOCH);
    return all.stream().map(minute -> minute.of(RuleEventTypes.of(rule))).reduce(SeenEvents.NONE, SeenEvents::plus);
  }

  private static SeenEvents seen(long seen, Map<String, Long> lost) {
    return new SeenEvents(seen, new TreeMap<>(lost), 0, 0, 0);
  }

  @Test
  void injectedLossesAreCountedToTheEventForEachRule() throws Exception {
    RuleGeneration generation = SourceLoopTest.generation(true, List.of(), RULES);
    Lossy capture = new Lossy(200);
    loop(generation).run(capture);
    assertTrue(capture.lost[0] > 1_000 && capture.lost[1] > 1_000);
    assertEquals(seen(capture.seen[0], Map.of("buffer_open_exit", capture.lost[0])), total(generation, "opens"));
    assertEquals(seen(capture.seen[1], Map.of("buffer_dir_file_exit", capture.lost[1])), total(generation, "makes"));
    SeenEvents both = total(generation, "both");
    assertEquals(20_000, both.expected());
    assertEquals(capture.lost[0] + capture.lost[1], both.allLost());
  }

  @Test
  void aRuleOnEventsThatWereNotLostSawAllOfThem() throws Exception {
    RuleGeneration generation = SourceLoopTest.generation(true, List.of(),
        "- {rule: removes, desc: d, condition: evt.type = rmdir, output: o, priority: INFO}\n");
    loop(generation).run(new Lossy(5));
    assertEquals(SeenEvents.NONE, total(generation, "removes"));
  }

  @Test
  void anEventOfAnUnknownProcessIsUndecidedIfThereIsARuleForIt() throws Exception {
    RuleGeneration generation = SourceLoopTest.generation(true, List.of(), RULES);
    loop(generation).run(new Lossy(1) {
      @Override
      public void snapshot(StateSink into) {}
    });
    assertEquals(total(generation, "both").seen(), total(generation, "both").undecided());
  }

  @Test
  void anEventWhoseValueComesTooLateIsUndecided() throws Exception {
    HoldingLoop tooLate = HoldingLoop.live(1, "late.name = web => fires");
    tooLate.opens(42, 1, "/x").then().answers(42, "web").then().run();
    assertEquals(1, tooLate.seenTypes().undecided().sum(types()));
    HoldingLoop inTime = HoldingLoop.live(HoldingLoop.LONG, "late.name = web => fires");
    inTime.opens(42, 1, "/x").answers(42, "web").then().run();
    assertEquals(0, inTime.seenTypes().undecided().sum(types()));
    assertEquals(1, inTime.seenTypes().seen().sum(types()));
  }

  @Test
  void anEventThatIsDecidedAtOnceIsUndecidedIfAValueWasPending() throws Exception {
    HoldingLoop early = new HoldingLoop(true, HoldOptions.NONE, true, false, "late.name = web => fires");
    early.opens(42, 1, "/x").then().run();
    assertEquals(1, early.seenTypes().undecided().sum(types()));
  }

  @Test
  void aMatchWhoseOutputOnlyIsPendingIsDecided() throws Exception {
    HoldingLoop loop = HoldingLoop.live(1, "fd.name = /x => in %late.name");
    loop.opens(42, 1, "/x").then().then().run();
    assertEquals(0, loop.seenTypes().undecided().sum(types()));
  }

  @Test
  void anEventForWhichSeveralRulesWaitIsUndecidedOnce() throws Exception {
    HoldingLoop two = HoldingLoop.live(1, "late.name = web => one", "late.name startswith w => two");
    two.opens(42, 1, "/x").opens(43, 2, "/y").then().then().run();
    assertEquals(2, two.seenTypes().undecided().sum(types()));
  }

  @Test
  void aStepThatReadsAPendingValueIsUndecidedAlthoughAnotherRuleFires() throws Exception {
    HoldingLoop loop = new HoldingLoop(
        true, new HoldOptions(1, 1_000, true, 0), false, false, "fd.name = /x => fires",
        "sequence: {within: 1m, steps: [{name: a, condition: evt.type = openat and late.name = web},"
            + " {name: b, condition: evt.type = execve}]} => both");
    loop.opens(42, 1, "/x").then().run();
    assertEquals(1, loop.seenTypes().undecided().sum(types()));
  }

  @Test
  void rulesAfterOneThatFiresAreNotUndecided() throws Exception {
    HoldingLoop loop = new HoldingLoop(
        true, new HoldOptions(1, 1_000, true, 0), false, false, "fd.name = /x => in %late.name", "late.name = web => two");
    loop.opens(42, 1, "/x").then().then().run();
    assertEquals(0, loop.seenTypes().undecided().sum(types()));
  }

  @Test
  void whatIsLostWhileTheStateIsReadIsCounted() throws Exception {
    RuleGeneration generation = SourceLoopTest.generation(true, List.of(), RULES);
    loop(generation).run(new Lossy(0) {
      @Override
      public void snapshot(StateSink into) {
        lost[0] = 9;
      }
    });
    assertEquals(9, total(generation, "opens").allLost());
  }

  /** A driver that left out some events of a type. */
  private static Lossy filtering(RawCondition applied, long[] rejected) {
    return new Lossy(1) {
      @Override
      public CaptureDetails details() {
        return new CaptureDetails(List.of(), List.of(), List.of(new PushdownCounts(MKDIR, applied, 0, rejected[0])));
      }
    };
  }

  @Test
  void theEventsThatEachDriverLeavesOutAreAdded() throws Exception {
    long[] old = {700};
    CaptureRelay relay = new CaptureRelay(filtering(Always.FALSE, old), CaptureRelay.Ending.NEVER, new EventClock(() -> 0));
    old[0] = 1_700;
    relay.detach();
    relay.poll(new EventRecorder(), 1);
    assertEquals(List.of(new PushdownCounts(MKDIR, Always.TRUE, 0, 1_000)), relay.details().pushdown());
    long[] next = {20};
    relay.switchTo(filtering(Always.FALSE, next), true);
    relay.poll(new EventRecorder(), 1);
    next[0] = 5_020;
    assertEquals(List.of(new PushdownCounts(MKDIR, Always.FALSE, 0, 6_000)), relay.details().pushdown());
  }

  private static BitSet types() {
    BitSet types = new BitSet();
    types.set(0, EventSchema.current().size());
    return types;
  }
}
