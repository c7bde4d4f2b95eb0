package org.eyas.engine.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.config.RefusedException;
import org.eyas.api.history.AlertFacet;
import org.eyas.api.history.AlertFacets;
import org.eyas.api.history.AlertGroup;
import org.eyas.api.history.AlertStatistics;
import org.eyas.api.history.AlertStatistics.Count;
import org.eyas.api.history.AlertStatistics.Step;
import org.eyas.api.history.FoundAlerts;
import org.eyas.api.history.FoundGroups;
import org.eyas.api.history.PastAlert;
import org.eyas.api.update.Handover;
import org.eyas.engine.archive.AlertArchive;
import org.eyas.engine.archive.ArchiveWriter;
import org.eyas.engine.query.AlertQuery;
import org.eyas.engine.query.SearchTimeLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class HistorySearchTest {
  private static final long DRAIN_MILLIS = 60_000;

  @TempDir private Path folder;
  private long nanos;

  private Alert alert(String rule, String program, Priority priority) {
    nanos += 1_000;
    return new Alert(nanos, priority, rule, "syscall", "by " + program + " at " + nanos,
        new TreeMap<>(Map.of("proc.name", program)), new TreeSet<>());
  }

  private static HistorySearch search(RecentAlertStore memory) {
    return new HistorySearch(memory, InstantSource.system());
  }

  private static List<Long> numbers(List<PastAlert> alerts) {
    return alerts.stream().map(PastAlert::number).toList();
  }

  private ArchiveWriter disk() throws Exception {
    return new ArchiveWriter(AlertArchive.open(folder, 1 << 24));
  }

  @Test
  void alertsThatLeftTheMemoryAreFoundOnDiskEachOnce() throws Exception {
    RecentAlertStore memory = new RecentAlertStore(10_000);
    ArchiveWriter disk = disk();
    memory.keepOnDisk(disk);
    for (int i = 0; i < 500; i++) {
      memory.add(alert("R", "p" + i % 10, Priority.NOTICE));
    }
    disk.close(DRAIN_MILLIS);
    assertTrue(memory.recent(1_000).size() < 100);
    List<Long> all = new ArrayList<>();
    long below = Long.MAX_VALUE;
    do {
      FoundAlerts page = search(memory).find("proc.name:p3", below, 7);
      all.addAll(numbers(page.alerts()));
      below = page.next();
    } while (below > 0);
    assertEquals(50, all.size());
    assertEquals(List.of(494L, 484L), all.subList(0, 2));
    assertEquals(4, all.getLast());
    assertEquals("by p3 at 4000", memory.find(4).orElseThrow().alert().message());
  }

  @Test
  void numbersContinueThoseOfTheLastRunAndEarlyAlertsAreKept() throws Exception {
    RecentAlertStore before = new RecentAlertStore(100_000);
    ArchiveWriter first = disk();
    before.keepOnDisk(first);
    before.add(alert("R", "a", Priority.NOTICE));
    before.add(alert("R", "b", Priority.NOTICE));
    first.close(DRAIN_MILLIS);

    RecentAlertStore after = new RecentAlertStore(100_000);
    after.add(alert("R", "early", Priority.NOTICE));
    ArchiveWriter second = disk();
    after.keepOnDisk(second);
    after.add(alert("R", "c", Priority.NOTICE));
    assertEquals(List.of(4L, 3L, 2L, 1L), numbers(search(after).find("", Long.MAX_VALUE, 10).alerts()));
    assertEquals("early", after.find(3).orElseThrow().alert().fields().get("proc.name"));
    second.close(DRAIN_MILLIS);
    try (AlertArchive archive = AlertArchive.open(folder, 1 << 24)) {
      assertEquals(4, archive.newest());
      assertEquals("early", archive.find(3).orElseThrow().alert().fields().get("proc.name"));
    }
  }

  @Test
  void anUpdatedEngineContinuesTheNumbersAndWritesWhatTheDiskLacks() throws Exception {
    RecentAlertStore before = new RecentAlertStore(100_000);
    ArchiveWriter first = disk();
    before.keepOnDisk(first);
    before.add(alert("R", "a", Priority.NOTICE));
    first.close(DRAIN_MILLIS);
    before.keepOnDisk(null);
    before.add(alert("R", "b", Priority.NOTICE));
    Handover.Alerts left = before.toHandover(List.of());

    RecentAlertStore after = new RecentAlertStore(100_000);
    after.resumeFrom(left);
    after.add(alert("R", "c", Priority.NOTICE));
    ArchiveWriter second = disk();
    after.keepOnDisk(second);
    assertEquals(List.of(3L, 2L, 1L), numbers(after.recent(10)));
    second.close(DRAIN_MILLIS);
    try (AlertArchive archive = AlertArchive.open(folder, 1 << 24)) {
      assertEquals(3, archive.newest());
      assertTrue(archive.find(2).isPresent());
    }
  }

  @Test
  void groupsCountAlertsOfARuleProgramAndContainer() throws Exception {
    RecentAlertStore memory = new RecentAlertStore(1_000_000);
    memory.add(alert("Loud", "cron", Priority.NOTICE));
    memory.add(alert("Loud", "cron", Priority.ERROR));
    memory.add(alert("Loud", "bash", Priority.NOTICE));
    memory.add(alert("Loud", "cron", Priority.NOTICE));
    FoundGroups found = search(memory).groups("rule:loud");
    assertEquals(
        List.of(
            new AlertGroup("Loud", "cron", "", "", Priority.ERROR, 3, 1_000, 4_000, 4),
            new AlertGroup("Loud", "bash", "", "", Priority.NOTICE, 1, 3_000, 3_000, 3)),
        found.groups());
    assertEquals(4, found.alerts());
    assertEquals(0, found.next());
  }

  @Test
  void groupsCountTheAlertsOfEachOfTheLastHours() throws Exception {
    RecentAlertStore memory = new RecentAlertStore(1 << 20);
    Instant now = Instant.parse("2026-11-27T12:00:00Z");
    memory.add(at(now.minusSeconds(90_000), "R", "cron", Priority.NOTICE));
    memory.add(at(now.minusSeconds(7_300), "R", "cron", Priority.NOTICE));
    memory.add(at(now.minusSeconds(3_599), "R", "cron", Priority.NOTICE));
    memory.add(at(now.plusSeconds(5), "R", "cron", Priority.NOTICE)); // clocks may differ
    FoundGroups found = new HistorySearch(memory, () -> now).groups("");
    List<Long> hours = found.hours().get(found.groups().getFirst().key());
    assertEquals(FoundGroups.HOURS, hours.size());
    assertEquals(List.of(1L, 0L, 2L), hours.subList(FoundGroups.HOURS - 3, FoundGroups.HOURS));
    assertEquals(3, hours.stream().mapToLong(Long::longValue).sum(), "the oldest one is older than a day");
    assertEquals(4, found.alerts());
  }

  /** Alerts of three days in several segments, of which the newest ones may be in memory, too. */
  private RecentAlertStore alertsOfDays(Instant now, long memoryBytes) throws Exception {
    RecentAlertStore memory = new RecentAlertStore(memoryBytes);
    ArchiveWriter disk = disk();
    memory.keepOnDisk(disk);
    for (int i = 0; i < 3_000; i++) {
      Instant time = now.minusSeconds((3_000 - i) * 86L);
      memory.add(at(time, i % 7 == 0 ? "Rare" : "Loud", i < 1_000 ? "cron" : "p" + i % 5, Priority.NOTICE));
    }
    disk.close(DRAIN_MILLIS);
    return memory;
  }

  private List<Path> segments() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".alerts")).toList();
    }
  }

  @Test
  void groupsAreTheSameWhenTheirSegmentsWereCountedBefore() throws Exception {
    Instant now = Instant.parse("2026-11-27T12:00:00Z");
    RecentAlertStore memory = alertsOfDays(now, 10_000);
    assertTrue(segments().size() > 1, "several segments");
    for (String query : List.of("", "since:30h", "since:30h before:2026-11-27T02:30", "rule:rare", "since:2d -program:cron")) {
      for (int minutes : List.of(0, 25, 61, 1_500)) {
        InstantSource clock = () -> now.plusSeconds(minutes * 60L);
        FoundGroups again = new HistorySearch(memory, clock).groups(query);
        RecentAlertStore fresh = new RecentAlertStore(0);
        ArchiveWriter disk = disk();
        fresh.keepOnDisk(disk);
        assertEquals(new HistorySearch(fresh, clock).groups(query), again, query + " after " + minutes);
        disk.close(DRAIN_MILLIS);
      }
    }
  }

  @Test
  void segmentsThatWereCountedAreNotReadAgain() throws Exception {
    Instant now = Instant.parse("2026-11-27T12:00:00Z");
    HistorySearch search = new HistorySearch(alertsOfDays(now, 0), () -> now.plusSeconds(10 * 86_400)); // none is of the last day
    FoundGroups first = search.groups("");
    assertEquals(3_000, first.alerts());
    for (Path segment : segments()) {
      Files.write(segment, new byte[Math.toIntExact(Files.size(segment))]);
    }
    assertEquals(first, search.groups(""));
    assertEquals(first, search.groups("since:30d"));
    assertEquals(0, search.groups("rule:rare").alerts(), "other queries read the files");
  }

  @Test
  void alertsThatComeAfterACountAreCounted() throws Exception {
    Instant now = Instant.parse("2026-11-27T12:00:00Z");
    try (AlertArchive archive = AlertArchive.open(folder, 1 << 24)) {
      AlertQuery all = AlertQuery.parse("", now);
      for (int number = 1; number <= 3; number++) {
        archive.append(List.of(new PastAlert(number, at(now, "R", "cron", Priority.NOTICE))));
        for (int round = 0; round < 2; round++) {
          AlertGroupCounter counts = new AlertGroupCounter(now);
          assertEquals(0, archive.count(all, Long.MAX_VALUE, new SearchTimeLimit(Duration.ofMinutes(1)), counts));
          assertEquals(number, counts.result(0).alerts());
          AlertGroupCounter older = new AlertGroupCounter(now);
          archive.count(all, number, new SearchTimeLimit(Duration.ofMinutes(1)), older);
          assertEquals(number - 1, older.result(0).alerts(), "below the newest number");
        }
      }
    }
  }

  @Test
  void aQueryWithAnErrorIsRefused() {
    HistorySearch search = search(new RecentAlertStore(1_000));
    assertThrows(RefusedException.class, () -> search.find("priority>=loud", Long.MAX_VALUE, 1));
    assertThrows(RefusedException.class, () -> search.groups("\""));
    assertThrows(RefusedException.class, () -> search.condition("x:y"));
  }

  private static Alert at(Instant time, String rule, String program, Priority priority) {
    return new Alert(time.getEpochSecond() * 1_000_000_000, priority, rule, "syscall", "m".repeat(200),
        new TreeMap<>(Map.of("proc.name", program, "user.name", program.equals("cron") ? "root" : "ann")), new TreeSet<>());
  }

  @Test
  void facetsCountByTimePriorityAndValue() throws Exception {
    RecentAlertStore memory = new RecentAlertStore(1 << 20);
    Instant noon = Instant.parse("2026-11-27T12:00:00Z");
    memory.add(at(noon.minusSeconds(3_000), "R", "cron", Priority.NOTICE));
    memory.add(at(noon.minusSeconds(1), "R", "cron", Priority.WARNING));
    memory.add(at(noon.minusSeconds(1), "S", "nc", Priority.CRITICAL));
    AlertFacets facets = search(memory).facets("");
    assertEquals(3, facets.alerts());
    assertTrue(facets.complete());
    assertEquals(Duration.ofMinutes(1).toNanos(), facets.stepNanos(), "50 minutes have too many steps of 30 seconds");
    assertEquals(50, facets.steps().size());
    assertEquals(Instant.parse("2026-11-27T11:10:00Z"), Instant.ofEpochSecond(0, facets.fromNanos()));
    assertEquals(List.of(0L, 0L, 0L, 0L, 0L, 1L, 0L, 0L), facets.steps().getFirst());
    assertEquals(List.of(0L, 0L, 1L, 0L, 1L, 0L, 0L, 0L), facets.steps().getLast());
    assertEquals(
        List.of(new Count("Critical", 1), new Count("Warning", 1), new Count("Notice", 1)),
        facets.values().get(AlertFacet.PRIORITY));
    assertEquals(List.of(new Count("cron", 2), new Count("nc", 1)), facets.values().get(AlertFacet.PROGRAM));
    assertFalse(facets.values().containsKey(AlertFacet.POD), "no alert is of a pod");
    for (AlertFacet facet : facets.values().keySet()) {
      for (Count count : facets.values().get(facet)) {
        String term = facet.term() + ":\"" + count.value() + "\"";
        assertEquals(count.count(), search(memory).facets(term).alerts(), term);
        assertEquals(3 - count.count(), search(memory).facets("-" + term).alerts(), term);
      }
    }
    assertEquals(List.of(), search(memory).facets("nothing").steps());
  }

  @Test
  void anAlertOfAWrongClockLeavesAFewLongSteps() throws Exception {
    RecentAlertStore memory = new RecentAlertStore(1 << 20);
    for (Instant time : List.of(Instant.parse("2262-01-01T00:00:00Z"), Instant.parse("2026-11-27T12:00:00Z"), Instant.EPOCH,
        Instant.parse("1700-01-01T00:00:00Z"))) {
      memory.add(at(time, "R", "cron", Priority.NOTICE));
    }
    AlertFacets facets = search(memory).facets("");
    assertTrue(facets.steps().size() <= 96, facets.steps().size() + " steps");
    assertEquals(4, facets.steps().stream().mapToLong(step -> step.get(Priority.NOTICE.ordinal())).sum());
  }

  @Test
  void statisticsCountByStepAndPriorityAndKnowWhatIsNew() throws Exception {
    RecentAlertStore memory = new RecentAlertStore(1 << 20);
    Instant now = Instant.parse("2026-11-27T12:00:00Z");
    memory.add(at(now.minusSeconds(100_000), "R", "cron", Priority.NOTICE));
    memory.add(at(now.minusSeconds(9_999), "R", "cron", Priority.ERROR));
    memory.add(at(now.minusSeconds(1), "R", "cron", Priority.WARNING));
    memory.add(at(now.minusSeconds(1), "R", "nc", Priority.DEBUG));
    AlertStatistics statistics = new HistorySearch(memory, () -> now).statistics("", Duration.ofSeconds(10_000), 10);
    assertEquals(new Step(1, 0, 0), statistics.steps().getFirst());
    assertEquals(new Step(0, 1, 1), statistics.steps().getLast());
    assertEquals(10, statistics.steps().size());
    assertEquals(List.of("cron", "nc"), statistics.groups().stream().map(AlertGroup::program).toList());
    assertEquals(List.of("nc"), statistics.fresh().stream().map(AlertGroup::program).toList());
    assertEquals(List.of(new Count("root", 2), new Count("ann", 1)), statistics.users());
    assertTrue(statistics.complete() && statistics.older());
    assertFalse(new HistorySearch(memory, () -> now).statistics("", Duration.ofSeconds(200_000), 10).older());
  }

  @Test
  void podsWhoseContainersHaveTheSameNameAreCountedApart() throws Exception {
    RecentAlertStore memory = new RecentAlertStore(1 << 20);
    for (String pod : List.of("web-1", "web-2", "web-1")) {
      Map<String, Object> fields = Map.of("container.name", "nginx", "k8s.ns.name", "shop", "k8s.pod.name", pod);
      memory.add(new Alert(1_000, Priority.NOTICE, "R", "syscall", "m", new TreeMap<>(fields), new TreeSet<>()));
    }
    AlertStatistics statistics =
        new HistorySearch(memory, () -> Instant.ofEpochSecond(1)).statistics("", Duration.ofSeconds(10), 1);
    assertEquals(1, statistics.groups().size());
    assertEquals(List.of(new Count("shop/web-1", 2), new Count("shop/web-2", 1)), statistics.pods());
  }
}
