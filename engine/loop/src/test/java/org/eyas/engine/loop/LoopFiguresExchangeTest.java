package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eyas.api.data.Text;
import org.eyas.engine.completeness.SeenEventCounts;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.demand.DemandFigures;
import org.eyas.engine.hold.HeldStepFigures;
import org.eyas.engine.hold.HoldFigures;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.StateEngine;
import org.eyas.engine.state.process.StateCounts;
import org.eyas.engine.stateful.StatefulRuleFigures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoopFiguresExchangeTest {
  private static final StateCounts NOTHING =
      new StateEngine(EventSchema.current(), new EventCursor(EventSchema.current()), Text.of("syscall")).counts();

  private static final Runnable NOBODY_SLEEPS = () -> {};

  private final LoopFiguresExchange report = new LoopFiguresExchange();

  private static LoopFigures figures(long events) {
    return new LoopFigures(new LoopCounts(events, 0, 0), NOTHING, HoldFigures.NONE, HeldStepFigures.NONE,
        StatefulRuleFigures.NONE,
        new DemandFigures(0, ""),
        List.of(),
        List.of(), SeenEventCounts.NONE);
  }

  @Test
  void aRequestReturnsTheFiguresOfTheNextBatch() throws Exception {
    Thread loop =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (long events = 1; !Thread.currentThread().isInterrupted(); events++) {
                    if (report.isRequested()) {
                      report.answer(figures(events));
                    }
                    Thread.onSpinWait();
                  }
                });
    long first = report.ask(NOBODY_SLEEPS, 10_000).orElseThrow().counts().events();
    long second = report.ask(NOBODY_SLEEPS, 10_000).orElseThrow().counts().events();
    assertTrue(first > 0 && second > first, first + ", " + second);
    loop.interrupt();
    loop.join();
  }

  @Test
  void aRequestWakesALoopThatSleeps() {
    assertEquals(Optional.of(figures(5)), report.ask(() -> {
      assertTrue(report.isRequested(), "a loop that wakes up now sees the request");
      report.answer(figures(5));
    }, 20_000));
  }

  @Test
  void aRequestToAHangingLoopReturnsInTime() {
    assertEquals(Optional.empty(), report.ask(NOBODY_SLEEPS, 20));
    report.answer(figures(3));
    long start = System.nanoTime();
    assertEquals(Optional.of(figures(3)), report.ask(NOBODY_SLEEPS, 20));
    assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10));
  }

  @Test
  void aRequestToAnEndedLoopReturnsAtOnce() {
    report.end(figures(9));
    assertEquals(Optional.of(figures(9)), report.ask(NOBODY_SLEEPS, Long.MAX_VALUE / 2_000_000));
    assertFalse(report.ask(NOBODY_SLEEPS, 0).isEmpty());
  }
}
