package org.eyas.engine.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eyas.api.source.CaptureDetails.TreeCounts;
import org.eyas.api.source.CaptureStats;
import org.junit.jupiter.api.Test;

/** Losses are reported in the log and to health, even if syscall_event_drops ignores them. */
class LossLogTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final LossPolicy IGNORED = new LossPolicy(1, Set.of(LossAction.IGNORE), 0, 0, false);

  private final List<String> lines = new ArrayList<>();
  private long machineNanos = 5;
  private long nanos = 1_000 * SECOND;
  private final LossLog log = new LossLog(true, () -> machineNanos, lines::add);
  private final LossWatch watch = new LossWatch(() -> IGNORED, alert -> {}, true, log);
  private CaptureStats stats = new CaptureStats(0, 0);

  private void second(long events, long dropped) throws InterruptedException {
    nanos += SECOND + 1;
    machineNanos += SECOND;
    stats = new CaptureStats(stats.events() + events, stats.dropped() + dropped);
    assertTrue(watch.check(nanos, stats));
  }

  private List<String> counts() {
    return lines.stream().map(line -> line.substring(0, line.indexOf(':'))).toList();
  }

  @Test
  void theFirstLossIsReportedAtOnceWithWhatToDo() throws Exception {
    second(0, 0);
    second(30, 10);
    assertEquals(
        List.of(
            "Lost 10 of 40 system calls within 1 s, 10 since the start: no rule could see them. To lose fewer, raise"
                + " engine.modern_ebpf.buf_size_preset, lower engine.modern_ebpf.cpus_for_each_buffer, or trace fewer system calls"
                + " (base_syscalls.custom_set)."),
        lines);
  }

  @Test
  void theNoisiestProcessesAreNamed() throws Exception {
    List<TreeCounts> trees = new ArrayList<>();
    watch.begin(stats, () -> trees);
    second(0, 0);
    trees.add(new TreeCounts(7, 7, "flood", 9));
    second(30, 10);
    String noisy = " Most were lost by the noisiest processes: 9 in the session of process 7 (flood). To lose fewer,";
    assertTrue(lines.getFirst().contains(noisy), lines.getFirst());
    assertTrue(watch.problem().contains(noisy), watch.problem());
  }

  @Test
  void continuedLossesAreOneLinePerMinuteWithTheirSum() throws Exception {
    second(0, 0);
    for (int i = 0; i <= 120; i++) {
      second(3, 1);
    }
    assertEquals(
        List.of(
            "Lost 1 of 4 system calls within 1 s, 1 since the start",
            "Lost 60 of 240 system calls within 60 s, 61 since the start",
            "Lost 60 of 240 system calls within 60 s, 121 since the start"),
        counts());
  }

  @Test
  void lossesAfterTheLastLineAreReportedInQuietTimesAndAtTheEnd() throws Exception {
    second(0, 0);
    second(0, 1);
    second(0, 7);
    assertEquals(1, lines.size());
    for (int i = 0; i < 60; i++) {
      second(1, 0);
    }
    assertEquals("Lost 7 of 66 system calls within 60 s, 8 since the start", counts().getLast());
    watch.end(new CaptureStats(stats.events(), stats.dropped() + 2));
    assertEquals("Lost 2 of 2 system calls within 1 s, 10 since the start", counts().getLast());
    assertEquals(3, lines.size());
  }

  @Test
  void nothingIsReportedWithoutLosses() throws Exception {
    watch.begin(new CaptureStats(10, 5));
    stats = new CaptureStats(10, 5);
    for (int i = 0; i < 100; i++) {
      second(5, 0);
    }
    watch.end(stats);
    assertEquals(List.of(), lines);
    assertEquals("", watch.problem());
  }

  @Test
  void healthNamesLossesForFiveMinutes() throws Exception {
    second(0, 0);
    second(30, 10);
    machineNanos += 299 * SECOND;
    String problem = watch.problem();
    assertTrue(problem.startsWith("10 system calls were lost since the start, the last ones 299 s ago. To lose fewer, "),
        problem);
    machineNanos += 2 * SECOND;
    assertEquals("", watch.problem());
  }
}
