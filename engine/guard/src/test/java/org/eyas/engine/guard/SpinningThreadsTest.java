package org.eyas.engine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eyas.api.control.HealthProblem;
import org.junit.jupiter.api.Test;

class SpinningThreadsTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final List<String> reported = new ArrayList<>();
  private final FaultRegistry book = new FaultRegistry(() -> FaultPolicy.USUAL);
  private long now = 1_000 * SECOND;
  private long used;

  /** The test's own thread stands for a thread of a bundle. */
  private final SpinningThreads threads =
      new SpinningThreads(
          book, (thread, _) -> thread == Thread.currentThread() ? Optional.of("org.acme") : Optional.empty(), () -> now,
          id -> id == Thread.currentThread().threadId() ? used : 0);

  SpinningThreadsTest() {
    book.listener(new FaultListener() {
      @Override
      public void problem(ServiceOrigin origin, String problem) {
        reported.add(problem);
      }

      @Override
      public void changed() {}
    });
  }

  private void pass(int seconds, double share) {
    for (int i = 0; i < seconds; i++) {
      now += SECOND;
      used += (long) (share * SECOND);
      threads.readTimes();
    }
  }

  private List<String> problems() {
    return threads.problems().stream().map(problem -> problem.name() + ": " + problem.problem()).toList();
  }

  @Test
  void aThreadThatSpinsIsNamedWithItsProcessorTimeUntilItPauses() {
    pass(25, 1);
    assertEquals(List.of(), problems());
    pass(20, 1);
    String name = Thread.currentThread().getName();
    assertEquals(
        List.of("org.acme: its thread " + name + " uses a whole processor without a pause: 40 s of processor time so far"),
        problems());
    assertEquals(1, reported.size(), "one alert");
    assertTrue(reported.getFirst().startsWith("bundle org.acme: its thread"), reported::toString);
    pass(10, 0.5);
    assertEquals(List.of(), threads.problems().stream().map(HealthProblem::problem).toList());
  }

  @Test
  void aThreadThatWorksHardWithPausesIsNotNamed() {
    for (int i = 0; i < 10; i++) {
      pass(20, 1);
      pass(10, 0.7);
    }
    assertEquals(List.of(), problems());
    assertEquals(List.of(), reported);
  }
}
