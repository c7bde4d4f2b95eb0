package org.eyas.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.eyas.api.control.JournalSpan;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.source.Capture;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.HostInfo;
import org.eyas.api.process.Credentials;
import org.eyas.api.process.ExeFile;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateReporter;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;
import org.eyas.api.update.Handover;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.StateEngine;
import org.eyas.testkit.ScapEvents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopJournalTest {
  private static final EventSchema SCHEMA = EventSchema.current();
  private static final EventType OPENAT = SCHEMA.type("SYSCALL_OPENAT_2_X");
  private static final long MB = 1 << 20;
  private static final long SECOND = 1_000_000_000L;

  private static final SourceInfo SOURCE = new SourceInfo("test", "syscall", true, "events of a test");

  private final EventCursor cursor = new EventCursor(SCHEMA);
  private final StateEngine state = new StateEngine(SCHEMA, cursor, Text.of("syscall"));
  private EventJournal journal = new EventJournal();
  private LoopJournal loop = journal.open(SOURCE);
  private long number;
  private long nowNanos = System.nanoTime();

  @AfterEach
  void end() {
    loop.end();
  }

  private static ProcessSnapshot process(long pid) {
    return new ProcessSnapshot(
        new ProcessSnapshot.Ids(pid, pid, 1, pid, pid, pid, pid, pid),
        new ProcessSnapshot.Program(
            Text.of("p" + pid), Text.of("/bin/p"), Text.of("/bin/p"), Text.of("-x\0"), Text.of("A=b\0"), Text.of("/"),
            Text.of("/"), Text.of("cpu=/\0"), 0),
        new Credentials(0, 0, 0, 0, 0, 0),
        new ProcessSnapshot.Usage(0, 0, 0, 0, 0, 0, 0, 0, 0),
        new ExeFile(0, 0, 0, false, false, false, false));
  }

  /** Passes events to the journal as a loop does, each with its number in its path. */
  private void events(int count, int size) {
    for (int i = 0; i < count; i++) {
      String path = "/" + number + "/" + "x".repeat(size);
      ByteBuffer event = ScapEvents.encode(OPENAT, (100 + number) * SECOND, 42, 5, -100, path, 1, 0, 0, 7);
      assertTrue(cursor.wrap((int) (number % 4), event, 0, event.limit()));
      if (loop.isActive()) {
        loop.event(cursor, number % 10 == 9);
      }
      number++;
    }
  }

  private void rest() {
    nowNanos += SECOND / 10;
    loop.rest(state, nowNanos, true);
  }

  /** What a replay reports: numbers of events, and the processes before them. */
  private static final class Seen implements EventSink, StateSink {
    final List<Long> numbers = new ArrayList<>();
    final List<Long> forState = new ArrayList<>();
    final TreeSet<Long> processes = new TreeSet<>();
    private final EventCursor at = new EventCursor(SCHEMA);

    @Override
    public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
      assertTrue(at.wrap(cpu, memory, offset, length));
      String path = at.bytes(2).toString();
      long told = Long.parseLong(path.substring(1, path.indexOf('/', 1)));
      assertEquals(told % 4, cpu);
      assertEquals((100 + told) * SECOND, at.timestampNanos());
      numbers.add(told);
    }

    @Override
    public void onStateEvent(int cpu, ByteBuffer memory, int offset, int length) {
      onEvent(cpu, memory, offset, length);
      forState.add(numbers.getLast());
    }

    @Override
    public void onProcess(ProcessSnapshot process) {
      processes.add(process.ids().tid());
    }

    @Override
    public void onFd(long tid, FdSnapshot fd) {}

    @Override
    public void onUser(UserEntry user) {}

    @Override
    public void onHost(HostInfo host) {}
  }

  private static Seen replayed(JournalReading reading) throws Exception {
    Seen seen = new Seen();
    try (Capture capture = reading.capture()) {
      StateReporter.of(capture).snapshot(seen);
      while (capture.poll(seen, 100) != Capture.END) {
        // until the last one
      }
    }
    return seen;
  }

  private Seen replayed() throws Exception {
    try (JournalReading reading = journal.read().readings().getFirst()) {
      return replayed(reading);
    }
  }

  @Test
  void aLoopWithoutAJournalEnds() {
    LoopJournal.none().end();
    assertFalse(LoopJournal.none().isActive());
  }

  @Test
  void recordsNothingBeforeARequest() {
    rest();
    assertFalse(loop.isActive());
    assertEquals(new JournalSpan(false, 0, 0, 0, 0, 0, ""), journal.span());
    assertTrue(journal.read().isEmpty());
  }

  @Test
  void beginsWhenTheStateIsCompleteAndAsksForItUntilThen() {
    journal.record(MB, 3_600);
    loop.rest(state, nowNanos, false);
    assertFalse(loop.isActive());
    assertTrue(loop.isAwaited());
    rest();
    assertTrue(loop.isActive());
    assertFalse(loop.isAwaited());
    journal.record(MB, 0);
    assertFalse(loop.isAwaited());
    loop.rest(state, nowNanos, false);
    assertFalse(loop.isActive(), "an end waits for nothing");
  }

  @Test
  void replaysEventsUnchangedAfterTheStateBeforeThem() throws Exception {
    state.onProcess(process(7));
    journal.record(16 * MB, 3_600);
    rest();
    assertTrue(loop.isActive());
    events(1_000, 20);
    rest();
    Seen seen = replayed();
    assertEquals(1_000, seen.numbers.size());
    assertEquals(999, seen.numbers.getLast());
    assertEquals(100, seen.forState.size());
    assertEquals(List.of(7L), List.copyOf(seen.processes));
    JournalSpan span = journal.span();
    assertEquals(new JournalSpan(true, 100 * SECOND, 1_099 * SECOND, 1_000, MB, 16 * MB, ""), span);
  }

  @Test
  void dropsTheOldestSegmentsAndKeepsAllLaterOnes() throws Exception {
    Random random = new Random(42);
    journal.record(8 * MB, 3_600);
    rest();
    for (int batch = 0; batch < 500; batch++) {
      if (batch == 250) {
        state.onProcess(process(8));
      }
      events(100, random.nextInt(2_000));
      rest();
      assertTrue(journal.span().bytes() <= 8 * MB, () -> journal.span().toString());
    }
    Seen seen = replayed();
    long first = seen.numbers.getFirst();
    assertTrue(first > 30_000, () -> "first " + first);
    assertEquals(49_999, seen.numbers.getLast());
    assertEquals(50_000 - first, seen.numbers.size());
    assertEquals(List.of(8L), List.copyOf(seen.processes));
    assertEquals((100 + first) * SECOND, journal.span().firstNanos());
  }

  @Test
  void aReadingDoesNotChangeWhileTheLoopContinues() throws Exception {
    journal.record(4 * MB, 3_600);
    rest();
    events(1_000, 500);
    rest();
    try (JournalReading reading = journal.read().readings().getFirst()) {
      for (int i = 0; i < 30; i++) {
        events(1_000, 500);
        rest();
      }
      journal.clear();
      rest();
      Seen seen = replayed(reading);
      assertEquals(1_000, seen.numbers.size());
      assertEquals(0, seen.numbers.getFirst());
    }
    assertEquals(0, journal.span().events());
  }

  @Test
  void endsAtItsTimeAndKeepsItsEventsUntilTheNextRequest() throws Exception {
    journal.record(4 * MB, 3_600);
    rest();
    events(10, 10);
    journal.record(4 * MB, 0);
    rest();
    assertFalse(loop.isActive());
    events(10, 10);
    assertEquals(10, replayed().numbers.size());
    assertFalse(journal.span().recording());
    journal.open(new SourceInfo("other", "other", true, "")).end();
    rest();
    assertEquals(10, replayed().numbers.size(), "another loop begins");
    journal.record(4 * MB, 3_600);
    rest();
    events(7, 10);
    rest();
    assertEquals(7, replayed().numbers.size());
  }

  @Test
  void anotherRequestExtendsTheRecording() throws Exception {
    journal.record(4 * MB, 10);
    rest();
    events(10, 10);
    journal.record(4 * MB, 3_600);
    loop.rest(state, System.nanoTime() + 50 * SECOND, true);
    assertTrue(loop.isActive());
    assertEquals(10, replayed().numbers.size());
  }

  @Test
  void aReplacedStateRestartsTheRecording() throws Exception {
    journal.record(4 * MB, 3_600);
    rest();
    events(10, 10);
    rest();
    loop.restart();
    assertFalse(loop.isActive());
    rest();
    events(5, 10);
    rest();
    assertEquals(List.of(10L, 11L, 12L, 13L, 14L), replayed().numbers);
  }

  /** Updates the engine: another journal takes over the events. */
  private void update(boolean resumes) throws InterruptedException {
    journal.handOver("syscall");
    loop.end();
    List<Handover> left = journal.left();
    assertEquals(new JournalSpan(false, 0, 0, 0, 0, 4 * MB, ""), journal.span(), "events are left only once");
    journal = new EventJournal();
    journal.resumeFrom(kept(left, Handover.Recording.class), kept(left, Handover.Events.class));
    loop = journal.open(SOURCE);
    if (resumes) {
      loop.resume();
    }
  }

  private static <T extends Handover> List<T> kept(List<Handover> left, Class<T> kind) {
    return left.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void anUpdatedEngineKeepsEarlierEventsAndContinuesWithoutAGap() throws Exception {
    state.onProcess(process(7));
    journal.record(4 * MB, 3_600);
    rest();
    events(1_500, 500);
    rest();
    events(10, 10); // no reader since
    for (int engine = 0; engine < 3; engine++) {
      update(true);
      assertTrue(loop.isActive(), "from the first event on");
      events(10, 10);
      rest();
    }
    Seen seen = replayed();
    assertEquals(1_540, seen.numbers.size());
    assertEquals(0, seen.numbers.getFirst());
    assertEquals(1_539, seen.numbers.getLast());
    assertEquals(List.of(7L), List.copyOf(seen.processes));
    events(20_000, 500);
    for (int i = 0; i < 20; i++) {
      events(1_000, 500);
      rest();
      assertTrue(journal.span().bytes() <= 24 * MB, () -> journal.span().toString());
    }
    assertTrue(journal.span().bytes() <= 4 * MB, () -> "the earlier memory is reused:  " + journal.span());
  }

  @Test
  void endedRecordingsAndRequestsWithoutEventsAreHandedOver() throws Exception {
    journal.record(4 * MB, 3_600);
    update(false);
    rest();
    assertTrue(loop.isActive());
    events(10, 10);
    journal.record(4 * MB, 0);
    rest();
    update(true);
    assertFalse(loop.isActive());
    events(10, 10);
    rest();
    assertEquals(10, replayed().numbers.size());
    assertFalse(journal.span().recording());
  }

  @Test
  void aRestartedLoopDropsEarlierEvents() throws Exception {
    journal.record(4 * MB, 3_600);
    rest();
    events(10, 10);
    update(false);
    rest();
    events(5, 10);
    rest();
    assertEquals(List.of(10L, 11L, 12L, 13L, 14L), replayed().numbers);
  }

  @Test
  void eventsInAnotherLayoutAreDropped() throws Exception {
    journal.record(4 * MB, 3_600);
    rest();
    events(10, 10);
    journal.handOver("syscall");
    loop.end();
    Handover.Events left = kept(journal.left(), Handover.Events.class).getFirst();
    journal = new EventJournal();
    journal.resumeFrom(
        List.of(), List.of(new Handover.Events("syscall", left.layout() + 1, left.memory(), left.segments(), left.spare())));
    assertFalse(((Arena) left.memory()).scope().isAlive());
    loop = journal.open(SOURCE);
    loop.resume();
    assertEquals(0, journal.span().events());
  }

  @Test
  void aJournalWithAnOpenReaderLeavesNothing() throws Exception {
    journal.record(4 * MB, 3_600);
    rest();
    events(10, 10);
    rest();
    try (JournalReading reading = journal.read().readings().getFirst()) {
      journal.handOver("syscall");
      loop.end();
      assertEquals(List.of(), kept(journal.left(), Handover.Events.class));
      assertEquals(10, replayed(reading).numbers.size());
    }
  }

  @Test
  void aLoopThatEndsTooLateForTheHandoverDropsItsEvents() throws Exception {
    journal.record(4 * MB, 3_600);
    rest();
    events(10, 10);
    journal.handOver("syscall");
    assertEquals(List.of(), kept(journal.left(), Handover.Events.class));
    loop.end();
    assertEquals(0, journal.span().events());
  }

  @Test
  void leftEventsOfASourceThatNeverOpensAreFreed() throws Exception {
    journal.record(4 * MB, 3_600);
    rest();
    events(10, 10);
    journal.handOver("syscall");
    loop.end();
    Handover.Events left = kept(journal.left(), Handover.Events.class).getFirst();
    journal = new EventJournal();
    journal.resumeFrom(List.of(), List.of(left));
    journal.forgetLeft("weblog");
    assertTrue(((Arena) left.memory()).scope().isAlive());
    journal.forgetLeft("syscall");
    assertFalse(((Arena) left.memory()).scope().isAlive());
    journal.close();
  }
}
