package org.eyas.engine.completeness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eyas.api.control.SeenEvents;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.source.CaptureDetails;
import org.eyas.api.source.CaptureDetails.PushdownCounts;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.LossCause;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.QuietCapture;
import org.eyas.testkit.process.HeapUse;
import org.junit.jupiter.api.Test;

class MinuteRecorderTest {
  private static final int OPENAT = EventSchema.current().type("SYSCALL_OPENAT_2_X").code();
  private static final int MKDIR = EventSchema.current().type("SYSCALL_MKDIR_2_X").code();
  private static final int CLOSE = EventSchema.current().type("SYSCALL_CLOSE_X").code();

  /** A capture whose losses a test sets. */
  private static final class Losing extends QuietCapture {
    final Map<LossCause, Long> losses = new EnumMap<>(LossCause.class);
    Map<LossCause, Set<Integer>> types = Map.of(LossCause.BUFFER_OPEN, Set.of(OPENAT), LossCause.BUFFER_CLOSE, Set.of(CLOSE));
    long unexplained;
    long rejected;

    @Override
    public CaptureStats stats() {
      return new CaptureStats(0, unexplained + losses.values().stream().mapToLong(Long::longValue).sum(), losses);
    }

    @Override
    public CaptureDetails details() {
      PushdownCounts mkdir =
          new PushdownCounts(EventSchema.current().type(MKDIR), RawCondition.Always.TRUE, 0, rejected);
      return new CaptureDetails(List.of(), List.of(), List.of(mkdir), List.of(), types);
    }
  }

  private Instant now = Instant.parse("2026-11-28T10:00:30Z");
  private final MinuteHistory minutes = new MinuteHistory(() -> now);
  private final SeenEventCounter tally = new SeenEventCounter(EventSchema.current());
  private final Losing capture = new Losing();
  private MinuteRecorder recorder = begun();

  private MinuteRecorder begun() {
    MinuteRecorder begun = new MinuteRecorder(tally, minutes);
    begun.begin(capture);
    return begun;
  }

  private void pass(int seconds) {
    now = now.plusSeconds(seconds);
    recorder.afterBatch(capture, capture, nanos());
    recorder.afterSecond(capture);
  }

  private long nanos() {
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  /** No capture is open for a time. */
  private void isBlindFor(int millis) {
    recorder.afterBatch(capture, null, nanos());
    now = now.plusMillis(millis);
    recorder.afterBatch(capture, capture, nanos());
  }

  private void lose(LossCause cause, long more) {
    capture.losses.merge(cause, more, Long::sum);
  }

  private static BitSet codes(int... codes) {
    BitSet bits = new BitSet();
    for (int code : codes) {
      bits.set(code);
    }
    return bits;
  }

  private List<SourceMinute> all() {
    return minutes.since(Instant.EPOCH);
  }

  private SeenEvents only(int... codes) {
    assertEquals(1, all().size());
    return all().getFirst().of(codes(codes));
  }

  @Test
  void aRuleMissesTheLostEventsOfItsTypesAndOfCausesThatCanBeAboutAnyType() {
    tally.countSeen(OPENAT);
    tally.countSeen(OPENAT);
    tally.countSeen(CLOSE);
    lose(LossCause.BUFFER_OPEN, 7);
    lose(LossCause.BUFFER_CLOSE, 5);
    lose(LossCause.BUG, 1);
    recorder.end(capture);
    assertEquals(new SeenEvents(2, sorted("buffer_open_exit", 7, "bug", 1), 0, 0, 0), only(OPENAT));
    assertEquals(new SeenEvents(1, sorted("buffer_close_exit", 5, "bug", 1), 0, 0, 0), only(CLOSE));
    assertEquals(new SeenEvents(0, sorted("bug", 1), 0, 0, 0), only(MKDIR));
    assertEquals(16, only(OPENAT, CLOSE).expected());
  }

  private static SortedMap<String, Long> sorted(Object... pairs) {
    SortedMap<String, Long> map = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], ((Integer) pairs[i + 1]).longValue());
    }
    return map;
  }

  @Test
  void lossesWithoutACauseAndDamagedEventsCanBeOfAnyType() {
    lose(LossCause.BUFFER_OPEN, 1);
    capture.unexplained = 4;
    tally.countDamaged();
    recorder.end(capture);
    assertEquals(sorted("damaged", 1, "unknown", 4), only(MKDIR).lost());
  }

  @Test
  void eachMinuteHasItsOwnLossesAndTheirSumIsThatOfTheSource() {
    long expected = 0;
    for (int i = 1; i <= 5; i++) {
      lose(LossCause.BUFFER_OPEN, i);
      tally.countSeen(OPENAT);
      expected += i;
      pass(60);
    }
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), all().stream().map(minute -> minute.of(codes(OPENAT)).allLost()).toList());
    assertEquals(expected, capture.stats().dropped());
    assertEquals(Instant.parse("2026-11-28T10:00:00Z"), all().getFirst().begin());
    assertEquals(List.of(1L, 1L, 1L, 1L, 1L), all().stream().map(minute -> minute.of(codes(OPENAT)).seen()).toList());
  }

  @Test
  void whatWasLostBeforeTheBeginningIsNotCounted() {
    lose(LossCause.BUFFER_OPEN, 100);
    recorder = begun();
    lose(LossCause.BUFFER_OPEN, 1);
    recorder.end(capture);
    assertEquals(1, only(OPENAT).allLost());
  }

  @Test
  void theCurrentMinuteIsKnownAsSoonAsSomebodyAsks() {
    pass(30);
    tally.countSeen(OPENAT);
    recorder.refresh(capture);
    recorder.refresh(capture);
    assertEquals(List.of(0L, 1L), all().stream().map(minute -> minute.of(codes(OPENAT)).seen()).toList());
    pass(60);
    assertEquals(2, all().size());
    assertEquals(1, minutes.since(now.minusSeconds(30)).size());
  }

  @Test
  void anotherLoopOfTheSameMinuteContinuesIt() {
    tally.countSeen(OPENAT);
    lose(LossCause.BUFFER_OPEN, 2);
    recorder.end(capture);
    recorder = new MinuteRecorder(new SeenEventCounter(EventSchema.current()), minutes);
    recorder.begin(capture);
    lose(LossCause.BUFFER_OPEN, 3);
    recorder.refresh(capture);
    assertEquals(5, only(OPENAT).allLost());
    assertEquals(1, only(OPENAT).seen());
  }

  @Test
  void ifTwoDriversCountUnderDifferentCausesBothTypesCanBeMeant() {
    lose(LossCause.BUFFER_OPEN, 2);
    recorder.end(capture);
    capture.types = Map.of(LossCause.BUFFER_OPEN, Set.of(MKDIR));
    recorder.begin(capture);
    lose(LossCause.BUFFER_OPEN, 1);
    recorder.end(capture);
    assertEquals(3, only(OPENAT).allLost());
    assertEquals(3, only(MKDIR).allLost());
    assertEquals(0, only(CLOSE).allLost());
  }

  @Test
  void callsThatStayedInTheKernelAndTimeWithoutACaptureAreCounted() {
    capture.rejected = 40;
    isBlindFor(1_100);
    recorder.end(capture);
    assertEquals(40, only(MKDIR).filtered());
    assertEquals(0, only(OPENAT).filtered());
    assertEquals(2, only(OPENAT).blindSeconds());
  }

  @Test
  void aDayOfAMachineWithSixtyTypesOfEventsTakesOneToTwoMegabytes() {
    long before = HeapUse.bytes();
    for (int i = 0; i < 24 * 60; i++) {
      for (int code = 0; code < 60; code++) {
        tally.countSeen(2 * code + 1);
      }
      pass(60);
    }
    long bytes = HeapUse.bytes() - before;
    System.out.println("a day of 60 types of events takes " + bytes / 1_000 + " kB");
    assertEquals(24 * 60, all().size());
    assertTrue(bytes < 2_500_000, "bytes: " + bytes);
  }

  @Test
  void theNextEngineContinuesTheMinutes() throws Exception {
    tally.countSeen(OPENAT);
    tally.countSeen(CLOSE);
    tally.countUndecided(CLOSE);
    tally.countDamaged();
    lose(LossCause.BUFFER_OPEN, 2);
    lose(LossCause.BUG, 1);
    capture.rejected = 4;
    isBlindFor(900);
    recorder.end(capture);
    pass(60);
    MinuteHistory next = new MinuteHistory(() -> now);
    next.resumeFrom(minutes.encodeForHandover());
    for (int code : new int[] {OPENAT, CLOSE, MKDIR}) {
      assertEquals(
          all().stream().map(minute -> minute.of(codes(code))).toList(),
          next.since(Instant.EPOCH).stream().map(minute -> minute.of(codes(code))).toList());
    }
    assertEquals(1, next.since(Instant.EPOCH).getFirst().of(codes(OPENAT)).blindSeconds());
    byte[] other = minutes.encodeForHandover();
    other[0]++;
    assertThrows(IOException.class, () -> next.resumeFrom(other));
  }

  @Test
  void onlyTheMinutesOfADayAreKept() {
    for (int i = 0; i < 2_000; i++) {
      pass(60);
    }
    assertEquals(24 * 60, all().size());
  }

  @Test
  void aShortOutageIsASecondWithoutACapture() {
    isBlindFor(100);
    isBlindFor(300);
    recorder.end(capture);
    assertEquals(1, only(OPENAT).blindSeconds());
  }

  @Test
  void theTimeBetweenTwoLoopsIsBlind() {
    now = Instant.parse("2026-11-28T10:00:55Z");
    recorder.end(capture);
    now = now.plusSeconds(70);
    recorder = begun();
    recorder.end(capture);
    assertEquals(List.of(5L, 60L, 5L), blindSeconds(minutes));
  }

  @Test
  void theTimeBetweenTwoEnginesIsBlind() throws Exception {
    recorder.end(capture);
    MinuteHistory next = new MinuteHistory(() -> now);
    next.resumeFrom(minutes.encodeForHandover());
    now = now.plusMillis(300);
    new MinuteRecorder(tally, next).begin(capture);
    assertEquals(List.of(1L), blindSeconds(next));
  }

  private static List<Long> blindSeconds(MinuteHistory counted) {
    return counted.since(Instant.EPOCH).stream().map(minute -> minute.of(codes(OPENAT)).blindSeconds()).toList();
  }

  @Test
  void ifTheClockGoesBackTheMinutesStayInOrderAndSingle() {
    pass(60);
    tally.countSeen(OPENAT);
    pass(-60);
    tally.countSeen(OPENAT);
    pass(60);
    assertEquals(List.of(1L, 1L), all().stream().map(minute -> minute.of(codes(OPENAT)).seen()).toList());
  }

  @Test
  void lossesOfADriverInBetweenCanBeOfAnyTypeIfItDoesNotTellThem() {
    Map<LossCause, Set<Integer>> told = capture.types;
    recorder.afterBatch(capture, capture, nanos());
    capture.types = Map.of();
    recorder.afterBatch(capture, new QuietCapture(), nanos());
    lose(LossCause.BUFFER_OPEN, 3);
    capture.types = told;
    recorder.afterBatch(capture, capture, nanos());
    lose(LossCause.BUFFER_OPEN, 2);
    recorder.end(capture);
    assertEquals(5, only(MKDIR).allLost());
  }

  @Test
  void anEventCountsOnceAsUndecided() {
    for (int i = 0; i < 2; i++) {
      tally.countSeen(OPENAT);
      tally.countUnknownProcess(OPENAT);
      tally.countUndecided(OPENAT);
    }
    recorder.end(capture);
    assertEquals(2, only(OPENAT).undecided());
  }

  @Test
  void tracepointsHaveAProcessToo() {
    int exit = EventSchema.current().type("PROCEXIT_1_E").code();
    tally.countSeen(exit);
    tally.countUnknownProcess(exit);
    recorder.end(capture);
    assertEquals(1, only(exit).undecided());
  }
}
