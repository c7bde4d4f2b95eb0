package org.eyas.core.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.control.SourceStatus.State;
import org.junit.jupiter.api.Test;

class SourceProblemsTest {
  private final SourceProblems problems = new SourceProblems();

  private static SourceStatus status(State state, String reason) {
    return new SourceStatus("syscall", "modern_ebpf", state, reason, 0, 0, Instant.EPOCH);
  }

  private Instant since(SourceStatus status) {
    return problems.of(List.of(status)).getFirst().since();
  }

  @Test
  void aProblemOfARunningSourceIsNotAsOldAsTheSource() {
    Instant begin = Instant.now();
    Instant first = since(status(State.RUNNING, "it loses events"));
    assertTrue(!first.isBefore(begin), () -> first.toString());
    assertEquals(first, since(status(State.RUNNING, "it loses more events")), "it lasts");
    assertEquals(List.of(), problems.of(List.of(status(State.RUNNING, ""))));
    assertTrue(!since(status(State.RUNNING, "it loses events again")).isBefore(first));
  }

  @Test
  void aSourceThatDoesNotWorkHasItsProblemSinceItsStateChanged() {
    HealthProblem problem = problems.of(List.of(status(State.FAILED, "no driver"))).getFirst();
    assertEquals("syscall: no driver", problem.name() + ": " + problem.problem());
    assertEquals(Instant.EPOCH, problem.since());
    assertEquals(Instant.EPOCH, since(status(State.WAITING, "")));
  }
}
