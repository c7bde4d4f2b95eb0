package org.eyas.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.Priority;
import org.eyas.api.control.AuditEntry;
import org.eyas.console.access.FakeRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time that all pages show. */
class TimeRangeTest {
  @TempDir private Path folder;
  private Visitor visitor;
  private final Instant from = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(3));
  private final String hour = from + ".." + from.plusSeconds(3_600);
  private final String kept = "during=" + hour.replace(":", "%3A");

  @BeforeEach
  void raise() {
    visitor = new Visitor(folder);
    visitor.engine.alerts.raiseAt(nanos(600), "Own", "cron", "ann");
    visitor.engine.alerts.raiseAt(nanos(610), "Own", "cron", "ann");
    visitor.engine.alerts.raise(Priority.WARNING, "Later", "x");
  }

  private long nanos(long secondsAfter) {
    return TimeUnit.SECONDS.toNanos(from.getEpochSecond() + secondsAfter);
  }

  private static Optional<TimeRange> parsed(String text) {
    return TimeRange.of(new FakeRequest("GET", "/", Map.of(), Map.of("during", text), "", false));
  }

  @Test
  void anAddressWithoutAValidTimeMeansAnyTime() {
    for (String text : List.of("", "yesterday", "..", from + "..", from + ".." + from, "..".repeat(9),
        "2026-01-01..2026-01-02")) {
      assertEquals(Optional.empty(), parsed(text), text);
    }
    TimeRange time = parsed(hour).orElseThrow();
    assertTrue(time.contains(from) && !time.contains(from.plusSeconds(3_600)) && !time.contains(from.minusSeconds(1)));
    assertEquals(hour, time.value());
  }

  @Test
  void allPagesSayWhichTimeTheyShowAndLinkToTheOthersWithIt() {
    for (String path : List.of("/", "/alerts", "/tuning", "/rules", "/completeness", "/audit", "/incidents")) {
      String page = visitor.page(path, "during", hour);
      assertTrue(page.contains("href=\"/alerts?" + kept + "\""), path + page);
      assertTrue(page.contains("<b>Time</b> <span><time datetime=\"" + from + "\" data-exact>"), page);
      assertTrue(page.contains("href=\"" + path + "\" data-any-time>Live</a>"), page);
      assertFalse(page.contains("This page shows the present."), page);
      assertFalse(visitor.page(path).contains("data-any-time"), path);
    }
    assertTrue(visitor.page("/channels", "during", hour).contains("This page shows the present."));
  }

  @Test
  void onlyTheAlertsOfTheTimeAreShownAndNoNewOnesAreAdded() {
    String page = visitor.page("/alerts", "during", hour);
    assertTrue(page.contains(">Own</span>") && !page.contains(">Later</span>"), page);
    assertTrue(page.contains("data-stream=\"false\""), page);
    assertTrue(page.contains("<input type=\"hidden\" name=\"during\" value=\"" + hour + "\">"), page);
    List<String> exported = visitor.raw("/alerts/export", "format", "jsonl", "during", hour).lines().toList();
    assertTrue(exported.size() == 2 && exported.getFirst().contains("\"Own\""), exported::toString);
    String untilLater = from + ".." + Instant.now().plusSeconds(600);
    assertTrue(visitor.page("/alerts", "during", untilLater).contains("data-stream=\"true\""));
  }

  @Test
  void theStartPageCountsTheCausesOfTheTime() {
    String page = visitor.page("/", "during", hour);
    assertTrue(page.contains("&" + kept + "\">Own</a> <span class=\"n\">2</span>"), page);
    assertFalse(page.contains(">Later</a>"), page);
    assertTrue(page.contains("2 alerts in the chosen time."), page);
  }

  @Test
  void theRulesWithMostAlertsInTheTimeComeFirst() {
    String page = visitor.page("/rules", "during", hour);
    assertTrue(page.contains("<th class=\"n\">Alerts in that time</th>"), page);
    assertTrue(page.contains("&" + kept + "\">2</a>"), page);
    assertTrue(page.indexOf(">Own</a>") < page.indexOf(">Shell in a container</a>"), page);
    assertTrue(visitor.page("/tuning", "during", hour).contains("2 alerts, 100 % of all"));
  }

  @Test
  void completenessAndAuditShowTheTime() {
    String minute = "2026-11-28T10:00:00Z..2026-11-28T10:01:00Z";
    String page = visitor.page("/completeness", "rule", "Loud", "during", minute);
    assertTrue(page.contains("class=\"mono\" datetime=\"2026-11-28T10:00:00Z\""), page);
    assertFalse(page.contains("class=\"mono\" datetime=\"2026-11-28T10:01:00Z\""), page);
    visitor.engine.add(new AuditEntry(from.plusSeconds(5), "ann", "then", "", true));
    visitor.engine.add(new AuditEntry(Instant.now(), "ann", "after that", "", true));
    String audit = visitor.page("/audit", "during", hour);
    assertTrue(audit.contains(">then<") && !audit.contains(">after that<"), audit);
  }

  @Test
  void aFormKeepsTheTime() {
    PageReply reply = visitor.send("/rules", "rule", "Own", "do", "disable", "during", hour);
    assertTrue(reply.headers().get("Location").endsWith("&" + kept), reply.headers()::toString);
  }
}
