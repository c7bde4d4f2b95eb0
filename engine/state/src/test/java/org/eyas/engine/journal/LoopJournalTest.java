package org.eyas.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.eyas.api.control.JournalSpan;
import org.eyas.api.source.SourceInfo;
import org.junit.jupiter.api.Test;

class LoopJournalTest extends JournaledLoop {
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
    assertTrue(journal.snapshot().isEmpty());
  }

  @Test
  void beginsWhenTheStateIsCompleteAndAsksForItUntilThen() {
    journal.record(MB, 3_600);
    loop.afterBatch(state, nowNanos, false);
    assertFalse(loop.isActive());
    assertTrue(loop.isAwaited());
    rest();
    assertTrue(loop.isActive());
    assertFalse(loop.isAwaited());
    journal.record(MB, 0);
    assertFalse(loop.isAwaited());
    loop.afterBatch(state, nowNanos, false);
    assertFalse(loop.isActive(), "an end waits for nothing");
  }

  @Test
  void replaysEventsUnchangedAfterTheStateBeforeThem() throws Exception {
    state.reports().onProcess(process(7));
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
        state.reports().onProcess(process(8));
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
    try (LoopJournalSnapshot reading = journal.snapshot().readings().getFirst()) {
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
    loop.afterBatch(state, System.nanoTime() + 50 * SECOND, true);
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
}
