package org.eyas.console.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eyas.api.alert.Priority;
import org.eyas.console.access.FakeRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The list of alerts, its queries and its export. */
@Timeout(90)
class AlertPagesTest extends SiteFixture {
  @Test
  void alertsShowTheirPodAndContainerAndAreFoundByThem() {
    engine.alerts.raiseInPod("Shell", "web", "shop", "web-1");
    assertTrue(alerts("").contains("<span class=\"place muted\">shop/web-1 web</span>"));
    assertTrue(alerts("pod:SHOP/*").contains("in a pod"));
    assertFalse(alerts("pod:shop/*").contains("shadow"));
    assertFalse(alerts("container:db").contains("in a pod"));
  }

  @Test
  void alertsAreFoundByAQueryThatTheAddressContains() {
    engine.alerts.raise(Priority.CRITICAL, "Shell", "a shell", "container");
    assertTrue(alerts("priority>=error").contains("a shell"));
    assertFalse(alerts("priority>=error").contains("shadow"));
    assertFalse(alerts("tag:files").contains("a shell"));
    assertTrue(alerts("rule:OWN").contains("shadow"));
    assertTrue(alerts("\"nothing of that\"").contains("No alert matches"));
    assertTrue(alerts("\"a shell\"").contains("value=\"&quot;a shell&quot;\""), "the box keeps it");
  }

  @Test
  void aQueryWithAnErrorIsShownWithItsPlaceAndCanBeCorrected() {
    PageReply reply =
        site.answer(new FakeRequest("GET", "/alerts", Map.of(), map("q", "priority>=<b>"), "", false), Optional.of(viewer));
    assertEquals(400, reply.status());
    assertTrue(text(reply).contains("role=\"alert\">query, character 11: &#39;&lt;b&gt;&#39; is not a priority"), text(reply));
    assertTrue(text(reply).contains("value=\"priority&gt;&#x3D;&lt;b&gt;\""), text(reply));
    assertTrue(text(reply).contains("data-stream=\"false\""), text(reply));
  }

  @Test
  void groupsAreSortedByTheirNewestAlertNumberOrPriority() {
    engine.alerts.raise(Priority.NOTICE, "Own", "again", "files");
    engine.alerts.raise(Priority.CRITICAL, "Grave", "a shell", "container");
    engine.alerts.raise(Priority.DEBUG, "Late", "a detail", "container");
    assertEquals("Late Grave Own", rules(get("/alerts", viewer)));
    assertEquals("Own Late Grave", rules(get("/alerts", viewer, "sort", "count")));
    assertEquals("Grave Own Late", rules(get("/alerts", viewer, "sort", "priority")));
    assertEquals("Late Grave Own", rules(get("/alerts", viewer, "sort", "<b>")));
    String page = get("/alerts", viewer, "sort", "count", "q", "rule:*").replace("&#x3D;", "=");
    assertTrue(page.contains("<a href=\"/alerts?view=groups&amp;q=rule%3A*&amp;sort=count\" aria-current=\"true\">Alerts</a>"),
        page);
    assertTrue(page.contains("<a href=\"/alerts?view=groups&amp;q=rule%3A*&amp;sort=priority\">Priority</a>"), page);
    assertTrue(page.contains("name=\"sort\" value=\"count\""), "another query keeps the order");
    assertTrue(page.contains("data-stream=\"false\""), "a new alert does not belong at the top of this list");
  }

  private static String rules(String page) {
    return Pattern.compile("<span class=\"rule\">([^<]*)<").matcher(page).results().map(found -> found.group(1))
        .collect(Collectors.joining(" "));
  }

  @Test
  void partsOfAMessageThatSayNothingAreLeftOutOfTheList() {
    String said = "read | command=cat k8s_pod_name= user=<NA>";
    engine.alerts.raise(
        Priority.NOTICE, "Own",
        said + " container_id=host container_name=host container_image_repository= container_image_tag= k8s_pod_name=<NA> k8s_ns_name=<NA>",
        "files");
    engine.alerts.raise(Priority.NOTICE, "Own", said + " container_id=4f container_name=web k8s_pod_name=<NA>", "files");
    String page = get("/alerts", viewer, "view", "alerts").replace("&#x3D;", "=");
    assertTrue(page.contains("read | command=cat k8s_pod_name= user=&lt;NA&gt;</span>"), page);
    assertTrue(page.contains("container_id=4f container_name=web</span>"), page);
  }

  @Test
  void groupsCountTheirAlertsAndLeadToThem() {
    engine.alerts.raise(Priority.CRITICAL, "Shell \"x\"", "a shell", "container");
    engine.alerts.raise(Priority.NOTICE, "Own", "again", "files");
    String page = get("/alerts", viewer).replace("&#x3D;", "=");
    assertTrue(page.contains("data-number=\"2\"") && page.contains("<span class=\"count\">2</span>"), page);
    assertTrue(page.contains("aria-label=\"Alerts of each of the last 24 hours\""), page);
    Matcher list = Pattern.compile("data-list=\"/alerts/list\\?view=alerts&amp;q=([^\"]*)\"").matcher(page);
    assertTrue(list.find());
    String query = URLDecoder.decode(list.group(1), UTF_8);
    assertEquals("rule:\"Own\" program:\"bash\" container:\"\"", query);
    String part = get("/alerts/list", viewer, "view", "alerts", "q", query);
    assertTrue(part.contains("again") && part.contains("shadow") && !part.contains("a shell"), part);
    assertTrue(list.find());
    String other = get("/alerts/list", viewer, "view", "alerts", "q", URLDecoder.decode(list.group(1), UTF_8));
    assertTrue(other.contains("a shell") && !other.contains("shadow"), other);
  }

  @Test
  void countsLeadToTheAlertsOfAValueAndToAllOthers() {
    engine.alerts.raise(Priority.CRITICAL, "Shell \"x\" <b>", "a shell", "container");
    engine.alerts.raise(Priority.CRITICAL, "Shell \"x\" <b>", "another shell", "container");
    assertTrue(alerts("").contains("<a href=\"/alerts/counts?view&#x3D;alerts&amp;q&#x3D;\""), alerts(""));
    String page = get("/alerts/counts", viewer, "view", "groups", "q", "").replace("&#x3D;", "=");
    assertTrue(page.contains("3 alerts."), page);
    assertTrue(page.contains("<title>Counts of alerts"), "without a script, it is a page of its own");
    assertFalse(page.contains("<b>"), "a value is not markup");
    Matcher rule =
        Pattern
            .compile("href=\"/alerts\\?view=groups&amp;q=([^\"]*)\">Shell &quot;x&quot; &lt;b&gt;</a> <span class=\"n\">2</span>"
                + " <a class=\"without\" href=\"/alerts\\?view=groups&amp;q=([^\"]*)\"")
            .matcher(page);
    assertTrue(rule.find(), page);
    String only = get("/alerts", viewer, "view", "alerts", "q", URLDecoder.decode(rule.group(1), UTF_8));
    assertTrue(only.contains("another shell") && !only.contains("shadow"), only);
    String others = get("/alerts", viewer, "view", "alerts", "q", URLDecoder.decode(rule.group(2), UTF_8));
    assertTrue(others.contains("shadow") && !others.contains("another shell"), others);
    assertTrue(page.contains("q=priority%3Acritical"), page);
  }

  @Test
  void aBarOfTheChartLeadsToTheAlertsOfItsTime() {
    engine.alerts.raiseAt(Instant.parse("2026-11-27T12:00:00Z").getEpochSecond() * 1_000_000_000, "Own", "cron", "ann");
    String counts = get("/alerts/counts", viewer, "q", "program:cron").replace("&#x3D;", "=");
    String address = "/alerts?view=groups&amp;q=program%3Acron&amp;during=2026-11-27T12%3A00%3A00Z..2026-11-27T12%3A00%3A01Z";
    assertTrue(counts.contains("<a href=\"" + address + "\" aria-label=\"") && counts.contains(": 1 Notice\""), counts);
    String time = "2026-11-27T12:00:00Z..2026-11-27T12:00:01Z";
    assertTrue(get("/alerts", viewer, "view", "alerts", "q", "program:cron", "during", time).contains("by cron"));
    assertTrue(get("/alerts/counts", viewer, "q", "program:nobody").contains("0 alerts."));
    assertFalse(get("/alerts/counts", viewer, "q", "program:nobody").contains("<svg"), "no chart of nothing");
  }

  @Test
  void countsOfAWrongQuerySayWhatIsWrong() {
    String page = get("/alerts/counts", viewer, "q", "priority>=x");
    assertTrue(page.contains("role=\"alert\">query, character 11: &#39;x&#39; is not a priority"), page);
  }

  @Test
  void alertsThatComeDuringASearchAreCountedOnce() {
    engine.beforeSearch =
        () -> {
          engine.beforeSearch = () -> {};
          engine.alerts.raise(Priority.ERROR, "Own", "meanwhile", "files");
        };
    String page = get("/alerts", viewer);
    assertTrue(page.contains("<span class=\"count\">2</span>"), page);
    assertTrue(page.contains("data-newest=\"2\""), "the stream continues after the second one");
    assertTrue(page.contains("data-urgency=\"3\"") && page.contains(">Error</span>"), page);
  }

  @Test
  void aPageSaysWhetherItHasAllGroups() {
    assertTrue(get("/alerts", viewer).contains("data-complete=\"true\""));
    for (int i = 0; i < 200; i++) {
      engine.alerts.raise(Priority.NOTICE, "Rule " + i, "one", "files");
    }
    assertTrue(get("/alerts", viewer).contains("data-complete=\"false\""));
  }

  @Test
  void olderAlertsAreOnTheNextPage() {
    for (int i = 0; i < 150; i++) {
      engine.alerts.raise(Priority.NOTICE, "Own", "number " + i, "files");
    }
    String page = alerts("").replace("&#x3D;", "=");
    assertTrue(page.contains("number 149<") && page.contains("number 50<") && !page.contains("number 49<"));
    Matcher older = Pattern.compile("before=(\\d+)\">Older alerts").matcher(page);
    assertTrue(older.find());
    String next = get("/alerts", viewer, "view", "alerts", "before", older.group(1));
    assertTrue(next.contains("number 49<") && next.contains("shadow") && !next.contains("Older alerts"));
    assertTrue(next.contains("data-stream=\"false\""), "an older page does not change");
  }

  @Test
  void alertsAreExportedAsJsonLinesAndForSpreadsheets() {
    engine.alerts.raise(Priority.CRITICAL, "=Shell", "a \"shell\"", "container", "T1");
    String json = get("/alerts/export", viewer, "format", "jsonl", "q", "shell");
    assertTrue(
        json.matches(
            "\\{\"number\":2,\"time\":\"20.*Z\",\"priority\":\"Critical\",\"rule\":\"=Shell\",\"source\":\"syscall\","
                + "\"output\":\"a .\"shell.\"\",\"output_fields\":\\{\"container.id\":null,.*\"proc.pid\":4711},"
                + "\"tags\":\\[\"T1\",\"container\"]}\n"),
        json);
    String csv = get("/alerts/export", viewer, "format", "csv", "q", "shell");
    assertTrue(csv.startsWith("number,time,priority,rule,"), csv);
    assertTrue(csv.contains(",\"'=Shell\",") && csv.contains(",\"a \"\"shell\"\"\",\"T1 container\","), csv);
    assertEquals(2, csv.lines().count());
  }

  @Test
  void namesAndValuesOfQueriesAreCompleted() {
    engine.alerts.raiseInPod("Shell", "web", "shop", "web-1");
    assertEquals("[\"priority\",\"program\",\"proc.cmdline\",\"proc.pid\"]", get("/alerts/completion", viewer, "start", "pr"));
    assertEquals("[\"web\"]", get("/alerts/completion", viewer, "name", "container"));
    assertEquals("[\"shop/web-1\"]", get("/alerts/completion", viewer, "name", "pod", "start", "WEB"));
    assertEquals("[\"4711\"]", get("/alerts/completion", viewer, "name", "proc.pid"));
    assertEquals("[\"warning\"]", get("/alerts/completion", viewer, "name", "priority", "start", "warn"));
  }
}
