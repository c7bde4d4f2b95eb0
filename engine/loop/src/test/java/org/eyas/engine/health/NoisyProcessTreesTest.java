package org.eyas.engine.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.eyas.api.source.CaptureDetails.TreeCounts;
import org.junit.jupiter.api.Test;

class NoisyProcessTreesTest {
  private List<TreeCounts> counters = List.of(new TreeCounts(5, 5, "old", 100));
  private final NoisyProcessTrees trees = new NoisyProcessTrees();

  NoisyProcessTreesTest() {
    trees.begin(() -> counters);
  }

  @Test
  void nothingIsSaidOfLossesBeforeTheRun() {
    assertEquals("", trees.namesSinceLastCall());
  }

  @Test
  void theTreesWithMostLossesSinceTheLastMessageAreNamed() {
    counters =
        List.of(
            new TreeCounts(5, 5, "old", 101), new TreeCounts(7, 9, "flood", 90), new TreeCounts(8, 8, "a", 3),
            new TreeCounts(6, 6, "b", 2));
    assertEquals(
        "90 in the session of process 7 (flood, by process 9 and others), 3 in the session of process 8 (a),"
            + " 2 in the session of process 6 (b)",
        trees.namesSinceLastCall());
    counters = List.of(new TreeCounts(7, 9, "flood", 95));
    assertEquals("5 in the session of process 7 (flood, by process 9 and others)", trees.namesSinceLastCall());
    assertEquals("", trees.namesSinceLastCall());
  }
}
