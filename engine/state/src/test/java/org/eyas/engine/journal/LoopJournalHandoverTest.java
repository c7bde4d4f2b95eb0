package org.eyas.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.List;
import org.eyas.api.update.Handover;
import org.junit.jupiter.api.Test;

/** What becomes of recorded events at an update of the engine. */
class LoopJournalHandoverTest extends JournaledLoop {
  @Test
  void anUpdatedEngineKeepsEarlierEventsAndContinuesWithoutAGap() throws Exception {
    state.reports().onProcess(process(7));
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
    Handover.Events left = journal.toHandover().events().getFirst();
    journal = new EventJournal();
    journal.resumeFrom(new Handover.RecentEvents(0, 0,
        List.of(new Handover.Events("syscall", left.layout() + 1, left.memory(), left.segments(), left.spare()))));
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
    try (LoopJournalSnapshot reading = journal.snapshot().readings().getFirst()) {
      journal.handOver("syscall");
      loop.end();
      assertEquals(List.of(), journal.toHandover().events());
      assertEquals(10, replayed(reading).numbers.size());
    }
  }

  @Test
  void aLoopThatEndsTooLateForTheHandoverDropsItsEvents() throws Exception {
    journal.record(4 * MB, 3_600);
    rest();
    events(10, 10);
    journal.handOver("syscall");
    assertEquals(List.of(), journal.toHandover().events());
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
    Handover.Events left = journal.toHandover().events().getFirst();
    journal = new EventJournal();
    journal.resumeFrom(new Handover.RecentEvents(0, 0, List.of(left)));
    journal.forgetLeft("weblog");
    assertTrue(((Arena) left.memory()).scope().isAlive());
    journal.forgetLeft("syscall");
    assertFalse(((Arena) left.memory()).scope().isAlive());
    journal.close();
  }
}
