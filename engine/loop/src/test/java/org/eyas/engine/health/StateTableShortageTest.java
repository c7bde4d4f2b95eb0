package org.eyas.engine.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.engine.state.process.StateCounts;
import org.junit.jupiter.api.Test;

class StateTableShortageTest {
  private static final StateCounts.Lookups NONE = new StateCounts.Lookups(0, 0, 0);

  private final List<String> lines = new ArrayList<>();
  private long nowNanos = 7;
  private final StateTableShortage tables = new StateTableShortage(() -> nowNanos, lines::add);

  private void reportFull(long threads, long descriptors) {
    tables.check(
        new StateCounts(
            new StateCounts.Table(100, 0, 0, threads, 0),
            new StateCounts.Table(200, 0, 0, descriptors, 0),
            NONE, NONE, new StateCounts.Enters(0, 0, 0, 0)));
  }

  private void later(long seconds) {
    nowNanos += TimeUnit.SECONDS.toNanos(seconds);
  }

  @Test
  void saysNothingWhileThereIsRoom() {
    reportFull(0, 0);
    assertEquals(List.of(), lines);
    assertEquals("", tables.problem());
  }

  @Test
  void reportsAtOnceWhatWasNotKeptAndWhatToDo() {
    reportFull(3, 4);
    String line = lines.getFirst();
    assertTrue(line.contains("full, with 100 threads and 200 descriptors: 3 threads and 4 descriptors were not kept"), line);
    assertTrue(line.contains("raise falco_libs.thread_table_size"), line);
    assertEquals(line, tables.problem());
  }

  @Test
  void aStormGivesOneLinePerMinute() {
    for (int second = 0; second < 130; second++) {
      reportFull(second + 1, 0);
      later(1);
    }
    assertEquals(3, lines.size(), lines::toString);
    assertTrue(lines.getLast().contains("121 threads and 0 descriptors were not kept"), lines::getLast);
  }

  @Test
  void healthRecoversAMinuteAfterTheLastRefusal() {
    reportFull(1, 0);
    later(59);
    reportFull(1, 0);
    assertEquals(lines.getFirst(), tables.problem());
    later(2);
    assertEquals("", tables.problem());
    assertEquals(1, lines.size());
  }

  @Test
  void aReplacedStateIsReportedAgain() {
    reportFull(5, 0);
    reportFull(0, 0);
    later(61);
    reportFull(2, 0);
    assertEquals(2, lines.size(), lines::toString);
  }
}
