package org.eyas.engine.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.Ranges;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.StateSink;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.QuietCapture;
import org.eyas.testkit.StateRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CaptureRelayTest {
  private static final int CALLS = 20_000;

  private final List<Long> numbers = new ArrayList<>();

  private final EventSink sink = (cpu, memory, offset, length) -> numbers.add(TwiceSeen.number(memory, offset));

  private int read(CaptureRelay relay) throws SourceException {
    return relay.poll(sink, 256);
  }

  private void exchange(long seed, int gapNanos) throws SourceException {
    exchange(seed, gapNanos, Integer.MAX_VALUE, 0);
  }

  private void exchange(long seed, int gapNanos, int largestBatch, long pauseNanos) throws SourceException {
    exchange(new TwiceSeen(seed, CALLS, 6, gapNanos), largestBatch, pauseNanos);
  }

  private void exchange(TwiceSeen machine, int largestBatch, long pauseNanos) throws SourceException {
    numbers.clear();
    TwiceSeen.Probe before = machine.probe(true);
    before.largestBatch = largestBatch;
    CaptureRelay relay = new CaptureRelay(before, CaptureRelay.Ending.WITH_CAPTURE, machine.clock());
    relay.snapshot(new StateRecorder());
    for (int i = 0; i < 50; i++) {
      read(relay);
    }
    machine.pause(pauseNanos);
    TwiceSeen.Probe next = machine.probe(false);
    CompletableFuture<Capture> done = relay.switchTo(next, false);
    while (read(relay) != Capture.END) {
      if (done.isDone()) {
        done.join().close();
      }
    }
    assertSame(before, done.join());
    assertSame(before.told, next.told);
    assertEachOnce(machine.toString());
  }

  private void assertEachOnce(String where) {
    int[] times = new int[CALLS];
    numbers.forEach(number -> times[number.intValue()]++);
    List<String> wrong =
        IntStream.range(0, CALLS).filter(i -> times[i] != 1).mapToObj(i -> i + " " + times[i] + " times").toList();
    assertEquals(List.of(), wrong, where);
  }

  @Test
  void eachCallIsDeliveredOnceForEveryPositionOfTheCut() throws Exception {
    for (long seed = 0; seed < 150; seed++) {
      exchange(seed, 12_000);
    }
  }

  @Test
  void aFloodOfEventsIsCutToo() throws Exception {
    for (long seed = 0; seed < 20; seed++) {
      exchange(seed, 4_000);
    }
  }

  @Test
  void anEventOfBeforeTheCutMayArriveAfterIt() throws Exception {
    for (long seed = 0; seed < 60; seed++) {
      exchange(new TwiceSeen(seed, CALLS, 6, 600_000, 4_000_000), Integer.MAX_VALUE, 0);
    }
  }

  @Test
  void aBacklogInSmallBatchesIsReadUntilTheCut() throws Exception {
    for (long seed = 0; seed < 20; seed++) {
      exchange(seed, 12_000, 5, 60_000_000);
    }
  }

  @Test
  void theCaptureThatIsReadIsWoken() throws Exception {
    Sleeper first = new Sleeper();
    Sleeper second = new Sleeper();
    CaptureRelay relay = new CaptureRelay(first, CaptureRelay.Ending.NEVER, new TwiceSeen(1, 1, 1, 1).clock());
    relay.wake();
    CompletableFuture<Capture> done = relay.switchTo(second, true);
    while (!done.isDone()) {
      read(relay);
    }
    relay.wake();
    assertEquals(List.of(2, 1), List.of(first.woken, second.woken), "the first one also when the second one followed");
  }

  @Test
  void marksGoToTheCaptureWhoseEventsArePassedOn() throws Exception {
    MarkRecorder first = new MarkRecorder();
    MarkRecorder second = new MarkRecorder();
    MarkRecorder third = new MarkRecorder();
    TwiceSeen machine = new TwiceSeen(1, 1, 1, 1);
    CaptureRelay relay = new CaptureRelay(first, CaptureRelay.Ending.NEVER, machine.clock());
    relay.mark();
    CompletableFuture<Capture> done = relay.switchTo(second, false);
    while (!done.isDone()) {
      assertEquals(List.of(), second.calls, "its events are not passed on yet");
      assertFalse(relay.isAmidSwitch(), "the first can be left");
      relay.mark();
      read(relay);
      relay.settle();
      machine.pause(1_000_000);
    }
    assertEquals("mark", second.calls.getFirst(), "before its first event");
    assertEquals(0, second.polls);
    assertTrue(relay.isAmidSwitch());
    assertTrue(first.calls.contains("settle"));
    int before = first.calls.size();
    relay.settle();
    assertEquals(before, first.calls.size(), "nothing may be called on a capture that is closed");
    CompletableFuture<Capture> reset = relay.switchTo(third, true);
    while (!reset.isDone()) {
      read(relay);
      machine.pause(1_000_000); // the window after the first cut
    }
    assertEquals(List.of("mark"), third.calls);
    assertFalse(relay.isAmidSwitch());
  }

  @Test
  void aCaptureIsNotMarkedUnlessTheLoopMarks() throws Exception {
    MarkRecorder second = new MarkRecorder();
    CaptureRelay relay = new CaptureRelay(new MarkRecorder(), CaptureRelay.Ending.NEVER, new TwiceSeen(1, 1, 1, 1).clock());
    CompletableFuture<Capture> done = relay.switchTo(second, true);
    while (!done.isDone()) {
      read(relay);
    }
    assertEquals(List.of(), second.calls);
  }

  private static final class MarkRecorder extends QuietCapture {
    final List<String> calls = new ArrayList<>();
    int polls;

    @Override
    public int poll(EventSink sink, int limit) {
      polls++;
      return 0;
    }

    @Override
    public void mark() {
      if (polls == 0) {
        calls.add("mark");
      }
    }

    @Override
    public void settle() {
      calls.add("settle");
    }
  }

  private static final class Sleeper extends QuietCapture {
    int woken;

    @Override
    public void wake() {
      woken++;
    }
  }

  @Test
  void bothCapturesDeliverAllEventsWhileTheseAreCompared() throws Exception {
    EventType close = EventSchema.current().type("SYSCALL_CLOSE_X");
    CaptureRequest wanted =
        new CaptureRequest(Set.of(close.code()), Map.of())
            .withConditions(Map.of(close, new RawCondition.Numbers(0, Ranges.NOT_NEGATIVE)));
    TwiceSeen machine = new TwiceSeen(5, CALLS, 3, 12_000);
    TwiceSeen.Probe before = machine.probe(true);
    CaptureRelay relay = new CaptureRelay(before, CaptureRelay.Ending.WITH_CAPTURE, machine.clock());
    relay.changeRequest(wanted);
    assertEquals(wanted, before.requests.getLast());
    TwiceSeen.Probe next = machine.probe(false);
    relay.switchTo(next, false);
    read(relay);
    assertEquals(Map.of(), before.requests.getLast().conditions());
    assertEquals(Map.of(), next.requests.getLast().conditions());
    relay.changeRequest(wanted);
    assertEquals(Map.of(), next.requests.getLast().conditions());
    while (read(relay) != Capture.END) {}
    assertEquals(wanted, next.requests.getLast());
  }

  @Test
  void noEventIsSkippedIfBothCapturesHaveEqualTimes() throws Exception {
    TwiceSeen machine = new TwiceSeen(5, CALLS, 3, 12_000);
    CaptureRelay relay = new CaptureRelay(machine.probe(true), CaptureRelay.Ending.WITH_CAPTURE, machine.clock());
    read(relay);
    relay.switchTo(machine.probe(true), false);
    while (read(relay) != Capture.END) {}
    assertEachOnce("the same times");
  }

  /** Delivers this many events, and records the reports to the state. */
  private static final class Counted extends QuietCapture {
    private final long events;
    private boolean closed;
    private int snapshots;
    private boolean broken;
    private boolean stateless;

    Counted(long events) {
      this.events = events;
    }

    @Override
    public int poll(EventSink sink, int limit) throws SourceException {
      if (broken) {
        throw new SourceException("the cable is cut", "mend it");
      }
      return 0;
    }

    @Override
    public void snapshot(StateSink into) throws SourceException {
      snapshots++;
      if (stateless) {
        throw new SourceException("/proc is empty", "mount it");
      }
    }

    @Override
    public CaptureStats stats() {
      assertFalse(closed, "called after its close");
      return new CaptureStats(events, 0);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static CaptureRelay live(Capture first) {
    return new CaptureRelay(first, CaptureRelay.Ending.NEVER, new EventClock(() -> 0));
  }

  @Test
  void withoutADriverInBetweenTheStateStartsAgain() throws Exception {
    Counted first = new Counted(0);
    CaptureRelay relay = live(first);
    StateRecorder state = new StateRecorder();
    relay.snapshot(state);
    CompletableFuture<Capture> left = relay.detach();
    assertEquals(0, read(relay));
    assertSame(first, left.join());
    assertNull(relay.current());
    Counted second = new Counted(0);
    CompletableFuture<Capture> back = relay.switchTo(second, true);
    read(relay);
    assertNull(back.join());
    assertEquals(1, state.restarts);
    assertEquals(1, second.snapshots);
  }

  @Test
  void aLiveCaptureThatFailsIsClosedAndLeavesItsReason() throws Exception {
    Counted first = new Counted(0);
    CaptureRelay relay = live(first);
    first.broken = true;
    assertEquals(0, read(relay));
    assertTrue(first.closed);
    assertEquals("the cable is cut; mend it", relay.failure());
    relay.switchTo(new Counted(0), true);
    read(relay);
    assertNull(relay.failure());
    assertNotNull(relay.current());
  }

  @Test
  void aReplayEndsWithItsCapture() {
    Counted first = new Counted(0);
    first.broken = true;
    CaptureRelay relay = new CaptureRelay(first, CaptureRelay.Ending.WITH_CAPTURE, new EventClock(() -> 0));
    assertThrows(SourceException.class, () -> read(relay));
  }

  @Test
  void countersContinueAndAClosedCaptureIsNotCalled() throws Exception {
    Counted first = new Counted(7);
    CaptureRelay relay = live(first);
    relay.detach();
    read(relay);
    first.close();
    assertEquals(0, relay.stats().events(), "earlier counts of the capture do not belong to the relay");
    relay.switchTo(new Counted(3), true);
    read(relay);
    assertEquals(0, relay.stats().events());
  }

  @Test
  void closingTheRelayClosesARequestedCapture() throws Exception {
    Counted first = new Counted(0);
    Counted second = new Counted(0);
    CaptureRelay relay = live(first);
    CompletableFuture<Capture> done = relay.switchTo(second, false);
    assertThrows(IllegalStateException.class, () -> relay.switchTo(new Counted(0), false));
    relay.close();
    assertTrue(first.closed && second.closed);
    assertTrue(done.isCancelled());
    assertThrows(IllegalStateException.class, () -> relay.switchTo(new Counted(0), false));
  }

  @Test
  void aChangeThatHasNotBegunCanBeCancelled() throws Exception {
    CaptureRelay relay = live(new Counted(0));
    relay.switchTo(new Counted(0), true);
    assertTrue(relay.cancel());
    assertFalse(relay.cancel());
  }

  private static CaptureRelay finite(Capture first) {
    return new CaptureRelay(first, CaptureRelay.Ending.AT_ITS_END, new EventClock(() -> 0));
  }

  @Test
  void aFiniteSourceEndsWithItsCapture() throws Exception {
    assertEquals(
        Capture.END,
        read(finite(
            new QuietCapture() {
              @Override
              public int poll(EventSink into, int limit) {
                return END;
              }
            })));
  }

  @Test
  void aFiniteSourceOutlivesTheFailureOfItsCapture() throws Exception {
    Counted first = new Counted(0);
    CaptureRelay relay = finite(null);
    StateRecorder state = new StateRecorder();
    relay.snapshot(state);
    assertEquals(0, read(relay), "there is no capture yet");
    relay.switchTo(first, true);
    read(relay);
    assertEquals(1, first.snapshots);
    first.broken = true;
    assertEquals(0, read(relay));
    assertTrue(first.closed);
    assertEquals("the cable is cut; mend it", relay.failure());
  }

  @Test
  void aCaptureWhoseStateCannotBeReadFails() throws Exception {
    CaptureRelay relay = live(new Counted(0));
    relay.snapshot(new StateRecorder());
    Counted next = new Counted(0);
    next.stateless = true;
    CompletableFuture<Capture> done = relay.switchTo(next, true);
    assertEquals(0, read(relay));
    assertTrue(done.isDone(), "the previous capture can be closed");
    assertEquals("/proc is empty; mount it", relay.failure());
  }

  /** Reports what a relay says of the capture that an earlier process left. */
  private static final class Listener implements LeftCaptureListener {
    final List<RecordedMeanwhile> recorded = new ArrayList<>();
    int connections;

    @Override
    public void connected() {
      connections++;
    }

    @Override
    public void caughtUp(RecordedMeanwhile all) {
      recorded.add(all);
    }
  }

  @Test
  void aCaptureThatAnEarlierProcessLeftCountsWhatWasRecordedBeforeThisOne() throws Exception {
    TwiceSeen machine = new TwiceSeen(7, CALLS, 3, 12_000);
    TwiceSeen.Probe left = machine.probe(true);
    machine.pause(50_000_000);
    Listener listener = new Listener();
    CaptureRelay relay = new CaptureRelay(left, CaptureRelay.Ending.WITH_CAPTURE, machine.clock());
    relay.continueLeft(listener);
    assertEquals(0, listener.connections);
    relay.snapshot(new StateRecorder());
    assertEquals(1, listener.connections);
    TwiceSeen.Probe next = machine.probe(false);
    CompletableFuture<Capture> done = relay.switchTo(next, false);
    while (read(relay) != Capture.END) {}
    assertSame(left, done.join());
    assertEachOnce("the events before this process, too");
    RecordedMeanwhile recorded = listener.recorded.getFirst();
    assertEquals(1, listener.recorded.size());
    long earlier = recorded.events();
    assertTrue(earlier > 5_000 && earlier < 15_000, () -> "those of 60 ms: " + earlier);
    assertTrue(recorded.firstNanos() < TwiceSeen.BOOT_NANOS + 1_000_000, recorded::toString);
    assertEquals(TwiceSeen.BOOT_NANOS + 60_000_000, recorded.untilNanos());
  }

  @Test
  void whatACaptureLostBeforeThisProcessReadItIsCountedAfterItsState() throws Exception {
    CaptureRelay relay = live(
        new QuietCapture() {
          @Override
          public CaptureStats stats() {
            return new CaptureStats(0, 5);
          }
        });
    Listener listener = new Listener();
    relay.continueLeft(listener);
    assertEquals(0, relay.stats().dropped(), "who counts by the minute begins here");
    relay.snapshot(new StateRecorder());
    assertEquals(5, relay.stats().dropped());
    read(relay);
    assertEquals(List.of(5L), listener.recorded.stream().map(RecordedMeanwhile::lost).toList());
    assertEquals(0, listener.recorded.getFirst().events());
  }

  @Test
  void aLeftCaptureThatFailsHasNoMoreEvents() throws Exception {
    Counted left = new Counted(0);
    left.broken = true;
    CaptureRelay relay = live(left);
    Listener listener = new Listener();
    relay.continueLeft(listener);
    relay.snapshot(new StateRecorder());
    read(relay);
    assertEquals(1, listener.recorded.size());
  }

  @Test
  void aStateThatCannotBeReadIsLookedUp() throws Exception {
    Counted first = new Counted(0);
    CaptureRelay relay = live(first);
    relay.resumeFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
    StateRecorder state = new StateRecorder();
    relay.snapshot(state);
    assertEquals(1, state.restarts);
    assertEquals(1, first.snapshots);
  }
}
