package org.eyas.engine.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.source.CaptureDetails.TreeCounts;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.LossCause;
import org.junit.jupiter.api.Test;

class LossWatchTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long STEP = SECOND + 1;
  private static final LossPolicy ALERT = new LossPolicy(.1, Set.of(LossAction.LOG, LossAction.ALERT), .5, 2, false);

  private final List<Alert> alerts = new ArrayList<>();
  private LossPolicy policy = ALERT;
  private final LossWatch watch = new LossWatch(() -> policy, alerts::add, true);
  private long nanos = 1_000 * SECOND;
  private long events;
  private long dropped;
  private long open;

  private boolean second(long moreEvents, long moreDropped) throws InterruptedException {
    nanos += STEP;
    assertTrue(watch.isDue(nanos));
    events += moreEvents;
    dropped += moreDropped;
    open += moreDropped;
    return watch.check(nanos, stats());
  }

  private CaptureStats stats() {
    return new CaptureStats(events, dropped, Map.of(LossCause.BUFFER_OPEN, open, LossCause.BUG, 0L));
  }

  private void begin() throws InterruptedException {
    watch.begin(stats());
    assertTrue(second(0, 0));
  }

  private String numbers() {
    return String.join(" ", watch.lines()).replaceAll("[^0-9]+", " ").strip();
  }

  @Test
  void theAlertNamesTheNoisiestProcesses() throws Exception {
    List<TreeCounts> trees = new ArrayList<>();
    watch.begin(stats(), () -> trees);
    second(0, 0);
    trees.add(new TreeCounts(7, 9, "flood", 20));
    second(90, 20);
    assertEquals(
        "20 in the session of process 7 (flood, by process 9 and others)", alerts.getFirst().fields().get("eyas.lost_by"));
  }

  @Test
  void lossesWithinASecondRaiseAnAlertWithFalcosFields() throws Exception {
    dropped = 5; // before the run
    begin();
    second(90, 20);
    Alert alert = alerts.getFirst();
    assertEquals("Falco internal: syscall event drop", alert.rule());
    assertEquals("Falco internal: syscall event drop. 20 system calls dropped in last second.", alert.message());
    assertEquals(Priority.DEBUG, alert.priority());
    assertEquals("internal", alert.source());
    assertEquals(nanos, alert.timestampNanos());
    Map<String, String> expected = new TreeMap<>();
    List.of("clone_fork", "execve", "connect", "open", "dir_file", "other_interest", "close", "proc")
        .forEach(kind -> expected.put("n_drops_buffer_" + kind + "_exit", kind.equals("open") ? "20" : "0"));
    expected.putAll(
        Map.of(
            "n_evts", "110", "n_drops", "20", "n_drops_buffer_total", "20", "n_drops_scratch_map", "0",
            "n_drops_page_faults", "0", "n_drops_bug", "0", "ebpf_enabled", "1", "eyas.lost_since_start", "25"));
    assertEquals(expected, alert.fields());
    assertEquals(
        List.of(
            "Syscall event drop monitoring:",
            "   - event drop detected: 1 occurrences",
            "   - num times actions taken: 1",
            "   - system calls lost: 25 (occurrences are seconds in which a greater share was lost than"
                + " syscall_event_drops.threshold)"),
        watch.lines());
  }

  @Test
  void lossesBelowTheThresholdAndAtTheEndAreTheSameNumberEverywhere() throws Exception {
    dropped = 3; // before the first event
    begin();
    second(10_000, 170);
    watch.end(new CaptureStats(events + 10, dropped + 8));
    assertEquals("0 0 181", numbers());
    assertTrue(watch.problem().startsWith("181 system calls were lost since the start"), watch.problem());
  }

  @Test
  void withoutLossesTheFinalStatisticsAreFalcos() throws Exception {
    begin();
    second(10_000, 0);
    watch.end(stats());
    assertEquals(3, watch.lines().size());
  }

  @Test
  void aShareUpToTheThresholdTakesNoAction() throws Exception {
    begin();
    second(90, 10);
    assertEquals("0 0 10", numbers());
    second(89, 11);
    assertEquals("1 1 21", numbers());
    second(100, 0);
    assertEquals("1 1 21", numbers());
  }

  @Test
  void nothingIsDueWithinASecond() throws Exception {
    begin();
    assertFalse(watch.isDue(nanos + SECOND));
    assertTrue(watch.isDue(nanos + SECOND + 1));
  }

  @Test
  void actionsAreLimitedInTheLongRun() throws Exception {
    begin();
    for (int i = 0; i < 10; i++) {
      second(0, 1);
    }
    assertEquals("10 6 10", numbers(), "two at once, then one every other second");
    assertEquals(6, alerts.size());
  }

  @Test
  void ignoredLossesAreCountedToo() throws Exception {
    policy = new LossPolicy(.1, Set.of(LossAction.IGNORE), 1, 1, false);
    begin();
    assertTrue(second(0, 1));
    assertEquals("1 1 1", numbers());
    assertEquals(List.of(), alerts);
  }

  @Test
  void theExitActionEndsTheRun() throws Exception {
    policy = new LossPolicy(.1, Set.of(LossAction.EXIT, LossAction.ALERT), 1, 1, false);
    begin();
    assertTrue(second(10, 0));
    assertFalse(second(0, 1));
    assertEquals(1, alerts.size());
  }

  @Test
  void simulationReportsOneLossPerSecond() throws Exception {
    policy = new LossPolicy(.9, Set.of(LossAction.ALERT), 1, 10, true);
    begin();
    second(1_000, 0);
    second(0, 0);
    assertEquals("2 2 2", numbers());
    assertEquals("1", alerts.getLast().fields().get("n_drops"));
  }

  @Test
  void anotherPolicyCountsFromItsSecondOn() throws Exception {
    begin();
    policy = new LossPolicy(0, Set.of(LossAction.ALERT), 0, 1, false);
    second(1_000, 1);
    second(1_000, 1);
    assertEquals("2 1 2", numbers());
  }
}
