package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceInfo;
import org.eyas.engine.journal.EventJournal;
import org.eyas.engine.recording.CapturePolicy;
import org.eyas.engine.recording.CaptureRecorder;
import org.junit.jupiter.api.Test;

/** When a loop asks its source for all events. */
class LoopDemandTest {
  private static final SourceInfo LIVE = new SourceInfo("test", "syscall", true, "events of a test");
  private static final String REMOVED =
      "- rule: removed\n  desc: d\n  condition: evt.type = rmdir\n  output: o\n  priority: INFO\n";

  /** Ends a loop after some polls, and says what it asked for. */
  private static List<Boolean> leavesOut(LoopObservers observers, int polls, Runnable atFirst) throws Exception {
    RuleGeneration generation = CaptureRequesterTest.generation(REMOVED).generated();
    SourceLoop loop = new SourceLoop(LoopSetup.of(LIVE, alert -> {}).observedBy(observers), () -> generation);
    int[] polled = {0};
    SelectedMachine capture = new SelectedMachine() {
      @Override
      public int poll(EventSink sink, int limit) {
        if (polled[0]++ == 0) {
          atFirst.run();
        }
        return polled[0] > polls ? END : 0;
      }
    };
    loop.run(capture);
    return capture.requests.stream().map(request -> !request.conditions().isEmpty()).toList();
  }

  @Test
  void aLoopThatNeedsNoMoreThanItsRulesAndStateLeavesEventsOut() throws Exception {
    assertEquals(List.of(true), leavesOut(LoopObservers.none(), 3, () -> {}));
  }

  @Test
  void allEventsAreRequestedBeforeTheFirstBatchThatTheJournalRecords() throws Exception {
    EventJournal journal = new EventJournal();
    LoopObservers observers = LoopObservers.none().with(journal.open(LIVE));
    assertEquals(List.of(true, false), leavesOut(observers, 1, () -> journal.record(1 << 20, 600)));
  }

  @Test
  void allEventsAreRequestedFromTheBeginningIfAlertsCanStartCaptures() throws Exception {
    CapturePolicy policy = new CapturePolicy(true, false, 5_000, 1, "unused");
    CaptureRecorder recorder = new CaptureRecorder(() -> policy, (limit, written) -> {}, true);
    assertEquals(List.of(false), leavesOut(LoopObservers.none().with(recorder), 3, () -> {}));
    recorder.close(10_000);
  }
}
