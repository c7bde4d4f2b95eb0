package org.eyas.control.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.engine.history.HistorySearch;
import org.eyas.engine.history.RecentAlertStore;
import org.junit.jupiter.api.Test;

/** The alerts of {@code eyas top}, from a history in memory. */
class TopSearchTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final int STORM = 600;

  private final RecentAlertStore memory = new RecentAlertStore(10_000_000);

  private void add(Duration ago, String rule, String program) {
    Instant time = NOW.minus(ago);
    Map<String, Object> fields = Map.of("proc.name", program, "user.name", "user of " + program);
    memory.add(
        new Alert(time.getEpochSecond() * 1_000_000_000, Priority.NOTICE, rule, "syscall", rule + " by " + program,
            new TreeMap<>(fields), new TreeSet<>()));
  }

  private TopAlerts alerts(String query) {
    return new TopSearch(new HistorySearch(memory, InstantSource.fixed(NOW)), query).search();
  }

  private static List<String> after(String title, TopAlerts alerts) {
    List<String> lines = alerts.lines();
    int at = lines.indexOf(lines.stream().filter(line -> line.startsWith(title)).findFirst().orElseThrow());
    List<String> rest = lines.subList(at + 1, lines.size());
    return rest.contains("") ? rest.subList(0, rest.indexOf("")) : rest;
  }

  private void addAStormAfterARareAlert() {
    add(Duration.ofHours(30), "Loud", "cat");
    add(Duration.ofMinutes(10), "Rare", "sh");
    for (int i = 0; i < STORM; i++) {
      add(Duration.ofMinutes(5), "Loud", "cat");
    }
  }

  @Test
  void aStormOfAnotherRuleDoesNotHideARareAlert() {
    addAStormAfterARareAlert();
    List<String> groups = after("ALERTS  ", alerts(""));
    assertEquals(2, groups.size());
    assertTrue(groups.get(0).matches("600 +\\S+ +Notice +Loud +cat"), groups.get(0));
    assertTrue(groups.get(1).matches("1 +\\S+ +Notice +Rare +sh"), groups.get(1));
    assertEquals(List.of("user of cat  600", "user of sh   1"), after("USER  ", alerts("")));
    assertTrue(alerts("").lines().contains("Alerts in each of the last 12 hours: 0 0 0 0 0 0 0 0 0 0 0 601"));
  }

  @Test
  void onlyAProgramForWhichTheRuleNeverFiredBeforeYesterdayIsNew() {
    addAStormAfterARareAlert();
    List<String> fresh = after("NEW SINCE YESTERDAY", alerts(""));
    assertEquals(1, fresh.size());
    assertTrue(fresh.getFirst().matches("Rare +sh +1"), fresh.getFirst());
  }

  @Test
  void aQuerySearchesAllThatIsKept() {
    addAStormAfterARareAlert();
    TopAlerts rare = alerts("rule:Rare");
    List<String> newest = after("TIME", rare);
    assertEquals(1, newest.size());
    assertTrue(newest.getFirst().endsWith("Rare by sh"), newest.getFirst());
    assertEquals(List.of(), alerts("rule:Rare -program:sh").lines());
  }
}
