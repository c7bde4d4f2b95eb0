package org.eyas.engine.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.source.CaptureStats;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StatisticsFileTest {
  @Test
  void aLineHasTotalsAndDifferencesToTheLastLine() {
    assertEquals(
        "{\"sample\": 3, \"cur\": {\"events\": 300, \"drops\": 13, \"preemptions\": 0}, \"delta\": {\"events\": 160, "
            + "\"drops\": 3, \"preemptions\": 0}, \"drop_pct\": 1.8750},\n",
        StatisticsFile.line(3, new CaptureStats(300, 13), new CaptureStats(140, 10)));
    assertTrue(
        StatisticsFile.line(1, new CaptureStats(5, 0), new CaptureStats(5, 0)).endsWith("\"drop_pct\": 0},\n"));
  }

  @Test
  void linesAreAddedAtEachIntervalAndAtTheEnd(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("stats");
    Files.writeString(path, "before\n");
    AtomicLong events = new AtomicLong();
    try (StatisticsFile _ = StatisticsFile.open(path, 5, () -> new CaptureStats(events.incrementAndGet(), 0))) {
      ConditionWait.until(() -> Files.readAllLines(path).size() >= 3);
    }
    List<String> lines = Files.readAllLines(path);
    assertEquals("before", lines.getFirst());
    assertTrue(lines.size() >= 4, "two by the timer and one at the end: " + lines);
    assertTrue(lines.get(2).startsWith("{\"sample\": 2, \"cur\": {\"events\": 2,"), lines.get(2));
  }
}
