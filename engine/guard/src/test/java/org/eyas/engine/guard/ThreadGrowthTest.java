package org.eyas.engine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eyas.api.control.HealthProblem;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting threads of pools. Threads that run a bundle's code are tested in {@link FaultTableTest}. */
@Timeout(60)
class ThreadGrowthTest {
  private final FaultRegistry book = new FaultRegistry(() -> FaultPolicy.USUAL);

  @Test
  void farTooManyThreadsOfAnUnknownBundleAreReportedUntilTheyEnd() throws InterruptedException {
    ThreadGrowth growth = new ThreadGrowth(book, (_, _) -> Optional.empty());
    ThreadPoolExecutor leaked = new ThreadPoolExecutor(400, 400, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    try {
      leaked.prestartAllCoreThreads();
      growth.checkThreads();
      List<HealthProblem> reported = growth.problems();
      assertEquals(List.of("unknown"), reported.stream().map(HealthProblem::name).toList());
      assertTrue(reported.getFirst().problem().startsWith("an unknown bundle has started "), reported::toString);
      assertTrue(growth.counts().get("unknown") >= 400, growth.counts()::toString);
    } finally {
      leaked.shutdownNow();
    }
    assertTrue(leaked.awaitTermination(30, TimeUnit.SECONDS));
    ConditionWait.until(() -> growth.problems().isEmpty());
    growth.checkThreads();
    assertEquals(List.of(), growth.problems());
    assertEquals(Map.of(), growth.counts());
  }
}
