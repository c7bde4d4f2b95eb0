package org.eyas.engine.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eyas.engine.archive.AlertArchive;
import org.eyas.engine.query.AlertQuery;
import org.eyas.engine.query.SearchTimeLimit;
import org.eyas.spool.Spool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that reads a ring, again and again. Each alert must be on disk once. */
@Timeout(600)
class KilledEngineTest {
  private static final int KILLS = 8;

  @TempDir Path directory;

  private final Random random = new Random(Long.getLong("eyas.seed", System.nanoTime()));

  @Test
  void eachAlertIsStoredOnceHoweverOftenTheProcessIsKilled() throws Exception {
    for (int i = 0; i < KILLS; i++) {
      run(random.nextInt(12));
    }
    assertTrue(run(Integer.MAX_VALUE), "the last run read all events");
    Map<Long, Integer> expected = new TreeMap<>();
    for (int event = 0; event < KilledEngine.EVENTS; event++) {
      if (KilledEngine.alerts(event) > 0) {
        expected.put((long) event, KilledEngine.alerts(event));
      }
    }
    assertEquals(Map.of(), differences(expected, spooled()), "spool: expected and found");
    assertEquals(Map.of(), differences(expected, archived()), "history: expected and found");
  }

  /**
   * Runs the process, and kills it after a moment.
   *
   * @param settled how often it has settled events before that; 0 to kill it after its first batch
   * @return whether it has ended
   */
  private boolean run(int settled) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(
        ProcessHandle.current().info().command().orElseThrow(), "-Xshare:auto", "-cp", System.getProperty("java.class.path"),
        KilledEngine.class.getName(), directory.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    try (BufferedReader out = process.inputReader()) {
      String line = out.readLine();
      for (int count = 0; count < settled && line != null && !line.equals("end"); line = out.readLine()) {
        count += line.equals("settled") ? 1 : 0;
      }
      if ("end".equals(line)) {
        return process.waitFor(1, TimeUnit.MINUTES);
      }
      LockSupport.parkNanos(random.nextInt(2_000_000));
      process.toHandle().destroyForcibly();
      assertTrue(process.waitFor(1, TimeUnit.MINUTES));
      return false;
    }
  }

  private Map<Long, Integer> spooled() throws IOException {
    Map<Long, Integer> found = new TreeMap<>();
    try (Spool spool = Spool.open(directory.resolve("spool"), KilledEngine.BYTES, false)) {
      for (byte[] entry : spool.read(1_000_000)) {
        found.merge(Long.parseLong(new String(entry, StandardCharsets.UTF_8)), 1, Integer::sum);
      }
    }
    return found;
  }

  private Map<Long, Integer> archived() throws IOException {
    Map<Long, Integer> found = new TreeMap<>();
    try (AlertArchive archive = AlertArchive.open(directory.resolve("history"), KilledEngine.BYTES)) {
      archive.search(AlertQuery.ALL, Long.MAX_VALUE, new SearchTimeLimit(Duration.ofMinutes(1)), past -> {
        found.merge(past.alert().timestampNanos(), 1, Integer::sum);
        return true;
      });
    }
    return found;
  }

  private static Map<Long, List<Integer>> differences(Map<Long, Integer> expected, Map<Long, Integer> found) {
    Map<Long, List<Integer>> different = new TreeMap<>();
    for (Map<Long, Integer> each : List.of(expected, found)) {
      for (Long event : each.keySet()) {
        List<Integer> both = List.of(expected.getOrDefault(event, 0), found.getOrDefault(event, 0));
        if (!both.get(0).equals(both.get(1))) {
          different.put(event, both);
        }
      }
    }
    return different;
  }
}
