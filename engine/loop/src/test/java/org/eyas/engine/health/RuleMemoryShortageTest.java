package org.eyas.engine.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.engine.stateful.StatefulRuleFigures;
import org.junit.jupiter.api.Test;

class RuleMemoryShortageTest {
  private final List<String> lines = new ArrayList<>();
  private long nowNanos = 7;
  private final RuleMemoryShortage memory = new RuleMemoryShortage(() -> nowNanos, lines::add);

  private void reportEvicted(long evicted) {
    memory.check(new StatefulRuleFigures(100, 4_000, evicted, "scan"));
  }

  private void later(long seconds) {
    nowNanos += TimeUnit.SECONDS.toNanos(seconds);
  }

  @Test
  void reportsAtOnceWhatWasForgottenAndWhatToDo() {
    reportEvicted(0);
    assertEquals("", memory.problem());
    reportEvicted(3);
    String line = lines.getFirst();
    assertTrue(line.contains("full, with 100 groups of events: 3 groups were forgotten"), line);
    assertTrue(line.contains("by rule 'scan'"), line);
    assertTrue(line.contains("raise eyas.rules.memory_mb"), line);
    assertEquals(line, memory.problem());
  }

  @Test
  void aStormGivesOneLinePerMinuteAndHealthRecoversAMinuteAfterIt() {
    for (int second = 0; second < 130; second++) {
      reportEvicted(second + 1);
      later(1);
    }
    assertEquals(3, lines.size(), lines::toString);
    later(58);
    assertTrue(memory.problem().contains("130 groups were forgotten"), memory::problem);
    later(2);
    assertEquals("", memory.problem());
  }
}
