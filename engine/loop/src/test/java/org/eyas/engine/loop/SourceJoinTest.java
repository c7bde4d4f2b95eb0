package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.eyas.api.event.EventType;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.eyas.engine.checkpoint.CheckpointStore;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.statistics.MuteHits;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.QuietCapture;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules over several sources: the loops find their steps, and a thread of its own joins them. */
class SourceJoinTest {
  private static final SourceInfo SYSCALLS = new SourceInfo("test", "syscall", true, "");
  private static final SourceInfo SECOND = new SourceInfo("test", "second", true, "");
  private static final EventType OPENAT = EventSchema.current().type("SYSCALL_OPENAT_2_X");
  private static final EventType PLUGIN = EventSchema.current().type("PLUGINEVENT_E");
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  private static final String RULE =
      """
      - rule: asked, then opened
        desc: d
        sequence:
          within: 10m
          steps:
            - {name: ask, source: second, condition: evt.num exists}
            - {name: open, condition: evt.type = openat}
        output: "%fd.name after event %ask.evt.num of the second source"
        priority: INFO
      """;
  private static final String NOT_ASKED =
      """
      - rule: opened and not asked
        desc: d
        sequence:
          within: 1s
          steps: [{name: open, condition: evt.type = openat}]
          without: {source: second, condition: evt.num exists, for: 2s}
        output: "%fd.name"
        priority: INFO
      """;

  private static final String MUTE =
      "  exceptions: [{name: mute m until 2199-01-01T00:00:00Z, fields: [fd.name], comps: [=], values: [[/muted]]}]\n";

  private final List<String> alerts = new CopyOnWriteArrayList<>();
  private volatile long waitNanos = HOUR;
  private RuleGeneration generation = generation(RULE, null);

  private static RuleGeneration generation(String document, RuleGeneration before) {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    catalogs.put("second", new FieldCatalog(SyscallFields.providers()));
    LoadResult loaded = RuleLoader.load(List.of(new RuleDocument("r.yaml", document)), new LoadContext(catalogs));
    assertTrue(loaded.successful(), loaded.report()::toString);
    MatchOptions options = new MatchOptions(true, "evt.time");
    return before == null
        ? RuleGeneration.of(loaded, catalogs.keySet(), List.of(), options)
        : before.next(loaded, catalogs.keySet(), List.of(), options);
  }

  private SourceJoin join(CheckpointStore lasting) {
    return new SourceJoin(() -> generation, alert -> alerts.add(alert.message()), lasting, () -> waitNanos);
  }

  private SourceJoin started() {
    SourceJoin join = join(CheckpointStore.none());
    join.generationChanged();
    return join;
  }

  private void run(SourceInfo source, FoundEventSink join, ByteBuffer... events) throws Exception {
    SourceLoop loop = new SourceLoop(LoopSetup.of(source, alert -> alerts.add("a loop fired")).finding(join), () -> generation);
    loop.run(new Events(List.of(events)));
    assertEquals(0, loop.counts().faults());
  }

  private static ByteBuffer opens(long nanos, String path) {
    return ScapEventEncoder.encode(OPENAT, nanos, 42, 5, -100, path, 1, 0, 0, 7);
  }

  private static ByteBuffer asks(long nanos) {
    return ScapEventEncoder.encode(PLUGIN, nanos, 0, 9, new byte[] {1});
  }

  private static long now() {
    return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
  }

  private void await(List<String> expected) throws Exception {
    ConditionWait.until(() -> alerts.size() >= expected.size(), () -> alerts.toString());
    assertEquals(expected, alerts);
  }

  @Test
  void anEarlierEventOfASlowerSourceComesFirst() throws Exception {
    SourceJoin join = started();
    long now = now();
    run(SYSCALLS, join, opens(now - 5 * SECOND_NANOS, "/early"), opens(now - SECOND_NANOS, "/x"));
    run(SECOND, join, asks(now - 3 * SECOND_NANOS));
    join.stop();
    assertEquals(List.of("/x after event 1 of the second source"), alerts);
    assertEquals(1, generation.counts().total());
  }

  private long hidden() {
    return generation.counts().hidden().stream().mapToLong(MuteHits::hidden).sum();
  }

  @Test
  void aMutedAlertIsCountedAndAnotherOneIsSent() throws Exception {
    generation = generation(RULE + MUTE, null);
    SourceJoin join = started();
    long now = now();
    run(SECOND, join, asks(now - 9 * SECOND_NANOS), asks(now - 5 * SECOND_NANOS));
    run(SYSCALLS, join, opens(now - 7 * SECOND_NANOS, "/muted"), opens(now - 3 * SECOND_NANOS, "/x"));
    join.stop();
    assertEquals(List.of("/x after event 2 of the second source"), alerts);
    assertEquals(1, hidden());
    assertEquals(1, generation.counts().total(), "only what was sent counts as a match");
  }

  @Test
  void aMutedAlertOfAnAbsenceIsCountedAndAnotherOneIsSent() throws Exception {
    generation = generation(NOT_ASKED.replace("for: 2s", "for: 1ms") + MUTE, null);
    waitNanos = 0;
    SourceJoin join = started();
    run(SYSCALLS, join, opens(now() - SECOND_NANOS, "/muted"));
    ConditionWait.until(() -> hidden() == 1, () -> join.figures().toString());
    run(SYSCALLS, join, opens(now(), "/x"));
    await(List.of("/x"));
    join.stop();
  }

  @Test
  void anEventThatComesAfterTheWaitCountsAtTheTimeOfTheLatestOne() throws Exception {
    waitNanos = 0;
    SourceJoin join = started();
    long now = now();
    run(SECOND, join, asks(now - 5 * SECOND_NANOS));
    run(SYSCALLS, join, opens(now - 3 * SECOND_NANOS, "/x"));
    await(List.of("/x after event 1 of the second source"));
    run(SECOND, join, asks(now - 4 * SECOND_NANOS));
    ConditionWait.until(() -> join.figures().late() == 1, () -> join.figures().toString());
    run(SYSCALLS, join, opens(now - 2 * SECOND_NANOS, "/y"));
    await(List.of("/x after event 1 of the second source", "/y after event 1 of the second source"));
    join.stop();
  }

  @Test
  void withoutWaitingTheOrderOfArrivalCounts() throws Exception {
    waitNanos = 0;
    SourceJoin join = started();
    long now = now();
    run(SECOND, join, asks(now - 3 * SECOND_NANOS));
    run(SYSCALLS, join, opens(now - SECOND_NANOS, "/x"));
    await(List.of("/x after event 1 of the second source"));
    join.stop();
  }

  @Test
  void absenceOfAnEventOfTheOtherSourceIsNoticedWithoutEvents() throws Exception {
    generation = generation(NOT_ASKED, null);
    waitNanos = 0;
    SourceJoin join = started();
    long now = now();
    run(SYSCALLS, join, opens(now - 10 * SECOND_NANOS, "/x"));
    await(List.of("/x"));
    run(SYSCALLS, join, opens(now, "/y"));
    run(SECOND, join, asks(now + 1));
    join.stop();
    assertEquals(List.of("/x"), alerts);
  }

  @Test
  void aLateEventDoesNotEndTheWaitForAnAbsence() throws Exception {
    generation = generation(NOT_ASKED.replace("for: 2s", "for: 1h"), null);
    waitNanos = 0;
    SourceJoin join = started();
    run(SYSCALLS, join, opens(now(), "/x"));
    ConditionWait.until(() -> join.figures().memory().groups() == 1, () -> join.figures().toString());
    run(SYSCALLS, join, opens(now() - 2 * HOUR, "/late"), opens(now(), "/y"));
    ConditionWait.until(() -> join.figures().late() == 1, () -> join.figures().toString());
    join.stop();
    assertEquals(List.of(), alerts);
  }

  @Test
  void anAlertThatWaitsAtAnUpdateComesWithoutAnotherEvent() throws Exception {
    generation = generation(NOT_ASKED, null);
    SourceJoin before = started();
    run(SYSCALLS, before, opens(now(), "/x"));
    Handover.Memory left = before.stopForHandover().orElseThrow();
    waitNanos = 0;
    SourceJoin next = join(CheckpointStore.none());
    next.resumeFrom(left);
    next.generationChanged();
    await(List.of("/x"));
    next.stop();
  }

  @Test
  void anEventOfAClockThatIsAheadCountsWhenItArrives() throws Exception {
    waitNanos = 0;
    SourceJoin join = started();
    run(SECOND, join, asks(now()));
    ConditionWait.until(() -> join.figures().memory().groups() == 1, () -> join.figures().toString());
    run(SECOND, join, asks(now() + HOUR));
    run(SYSCALLS, join, opens(now() + 1, "/x"));
    await(List.of("/x after event 1 of the second source"));
    ConditionWait.until(() -> join.figures().ahead() == 1, () -> join.figures().toString());
    assertTrue(join.problems().getFirst().contains("later than the clock of this machine"), join.problems()::toString);
    join.stop();
  }

  @Test
  void aReloadContinuesUnchangedRulesAlsoWithEventsThatWait() throws Exception {
    SourceJoin join = started();
    long now = now();
    run(SECOND, join, asks(now - 3 * SECOND_NANOS));
    generation = generation(NOT_ASKED + RULE, generation);
    join.generationChanged();
    run(SYSCALLS, join, opens(now - SECOND_NANOS, "/x"));
    join.stop();
    assertEquals(List.of("/x after event 1 of the second source"), alerts);
  }

  @Test
  void theNextEngineContinues() throws Exception {
    SourceJoin before = started();
    long now = now();
    run(SECOND, before, asks(now - 3 * SECOND_NANOS));
    Optional<Handover.Memory> left = before.stopForHandover();
    assertEquals(SourceJoin.NAME, left.orElseThrow().eventSource());
    SourceJoin next = join(CheckpointStore.none());
    next.resumeFrom(left.orElseThrow());
    next.generationChanged();
    run(SYSCALLS, next, opens(now - SECOND_NANOS, "/x"));
    next.stop();
    assertEquals(List.of("/x after event 1 of the second source"), alerts);
  }

  @Test
  void longTimesContinueAfterARestart(@TempDir Path folder) throws Exception {
    SourceJoin before = join(CheckpointStore.in(folder.toString(), SourceJoin.NAME));
    before.generationChanged();
    long now = now();
    run(SECOND, before, asks(now - 3 * SECOND_NANOS));
    before.stop();
    assertTrue(Files.exists(folder.resolve("several-sources.memory")));
    SourceJoin next = join(CheckpointStore.in(folder.toString(), SourceJoin.NAME));
    next.generationChanged();
    run(SYSCALLS, next, opens(now - SECOND_NANOS, "/x"));
    next.stop();
    assertEquals(List.of("/x after event 1 of the second source"), alerts);
  }

  @Test
  void aFullQueueDropsEventsAndReportsIt() throws Exception {
    SourceJoin join = join(CheckpointStore.none()); // its thread does not run yet
    ByteBuffer[] many = new ByteBuffer[40_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = opens(now(), "/x");
    }
    run(SYSCALLS, join, many);
    run(SYSCALLS, join, many);
    join.generationChanged();
    ConditionWait.until(() -> join.figures().dropped() > 0, () -> join.figures().toString());
    assertTrue(join.problems().getFirst().startsWith("Too many events match steps of rules over several sources: "),
        join.problems()::toString);
    join.stop();
  }

  @Test
  void eventsThatHaveNoRoomToWaitAreEvaluatedEarly() throws Exception {
    SourceJoin join = started();
    long now = now();
    run(SECOND, join, asks(now - 3 * SECOND_NANOS));
    for (int i = 0; i < 60; i++) {
      ByteBuffer[] some = new ByteBuffer[1_000];
      for (int k = 0; k < some.length; k++) {
        some[k] = opens(now - SECOND_NANOS, "/x");
      }
      run(SYSCALLS, join, some);
      ConditionWait.until(() -> join.figures().dropped() > 0 || join.isIdle(), () -> join.figures().toString());
    }
    await(List.of("/x after event 1 of the second source"));
    join.stop();
    assertEquals(0, join.figures().dropped());
  }

  /** Delivers one event per poll. */
  private static final class Events extends QuietCapture {
    private final List<ByteBuffer> events;
    private int next;

    Events(List<ByteBuffer> events) {
      this.events = events;
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
