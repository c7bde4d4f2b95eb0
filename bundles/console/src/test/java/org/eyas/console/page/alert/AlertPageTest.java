package org.eyas.console.page.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertId;
import org.eyas.api.alert.Priority;
import org.eyas.api.config.RefusedException;
import org.eyas.api.history.AlertDetails;
import org.eyas.api.history.PastAlert;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertPageTest {
  @TempDir private Path folder;
  private Visitor visitor;

  @BeforeEach
  void raise() {
    visitor = new Visitor(folder);
    visitor.engine.alerts.raise(Priority.NOTICE, "Own", "opened /etc/<shadow>", "files");
  }

  private String page() {
    return visitor.page("/alert", "number", "1");
  }

  @Test
  void theProcessesAreATreeWithTheirTimesUsersAndChildren() {
    String page = page();
    int init = page.indexOf("systemd (1)");
    int login = page.indexOf("\u2003\u2003\u2514 sshd (4710)");
    int own = page.indexOf("\u2003\u2003\u2003\u2514 <b>bash</b> (4711)");
    int child = page.indexOf("\u2003\u2003\u2003\u2003\u2514 curl (4712)");
    assertTrue(0 < init && init < login && login < own && own < child, page);
    assertTrue(Pattern.compile(", started <time datetime=\"\\S+Z\" data-exact>[-0-9]+ [:.0-9]+</time> \\(\\d+\u202fs before\\)")
        .matcher(page).find(), page);
    assertTrue(
        page.substring(child)
            .startsWith("\u2003\u2003\u2003\u2003\u2514 curl (4712)</span> <span class=\"muted small\">child, user root"),
        page);
  }

  @Test
  void fieldsAreGroupedAndExplainedAndThoseOfTheConditionAreMarked() {
    String page = page();
    int group = page.indexOf("<h3>Process</h3>");
    int name = page.indexOf("<dt class=\"mono\">proc.name</dt>");
    assertTrue(0 < group && group < name && name < page.indexOf("<h3>Fields</h3>"), page);
    assertTrue(page.contains("read by the condition"), page);
    assertTrue(page.contains("The name of the program."), page);
    assertFalse(visitor.page("/alerts/detail", "number", "1").contains("The name of the program."), "a list is short");
  }

  @Test
  void theLinkInAnOutputLeadsToThePageOfItsAlert() {
    visitor.engine.alerts.raiseAt(1_767_225_600_123_456_789L, "Linked", "bash", "root");
    visitor.engine.alerts.raiseAt(1_767_225_600_123_456_789L, "Other", "bash", "root");
    PastAlert linked =
        visitor.engine.alerts.recent(10).stream().filter(each -> each.alert().rule().equals("Linked")).findFirst().orElseThrow();
    String id = AlertId.of(linked.alert());
    PageReply reply = visitor.visit(visitor.viewer, "/alert", "time", "1767225600123", "id", id);
    assertEquals(303, reply.status());
    assertTrue(reply.headers().toString().contains("/alert?number=" + linked.number()), reply.headers()::toString);
    assertEquals(404, visitor.visit(visitor.viewer, "/alert", "time", "1767225600123", "id", "<script>").status());
    assertEquals(404, visitor.visit(visitor.viewer, "/alert", "time", "since:1h", "id", id).status());
    assertEquals(404, visitor.visit(visitor.viewer, "/alert", "time", "999999999999999", "id", id).status());
  }

  @Test
  void timesAndDurationsOfFieldsAreShownForPeople() {
    visitor.engine.alerts.raiseTimed("Timed", 1_767_225_600_123_456_789L, 1_500_000);
    for (String page : List.of(visitor.page("/alert", "number", "2"), visitor.page("/alerts/detail", "number", "2"))) {
      assertTrue(page.contains("<time datetime=\"2026-01-01T00:00:00.123Z\" data-both>"), page);
      assertTrue(page.contains("<span class=\"mono\" title=\"1500000 ns\">1.5\u202fms</span>"), page);
      assertFalse(page.contains("<span class=\"mono\">1767225600123456789"), page);
    }
  }

  @Test
  void itLeadsToItsRuleInItsDocumentWhereAdminsTryAChange() {
    String link = "id=\"document\" href=\"/rules/edit?document=%2Fetc%2Feyas%2Frules.d%2Fown.yaml&line=1\">";
    assertTrue(page().contains(link + "Try a changed rule</a>"), page());
    String viewed = visitor.page(visitor.viewer, "/alert", "number", "1");
    assertTrue(viewed.contains(link + "Show the rule</a>"), viewed);
    visitor.engine.alerts.raise(Priority.NOTICE, "Removed", "its rule is no longer there");
    assertFalse(visitor.page("/alert", "number", "2").contains("/rules/edit"));
  }

  @Test
  void theExplanationIsShown() {
    assertTrue(page().contains("true   proc.name = bash"));
  }

  @Test
  void alertsOfTheSameProcessesAndContainersAroundItAreListed() {
    assertTrue(page().contains("No other alert of the same processes"));
    visitor.engine.alerts.raise(Priority.ERROR, "Later", "of the same tree");
    String page = page();
    assertTrue(page.contains("/alert?number=2") && page.contains("same processes"), page);
  }

  @Test
  void inAStormAlertsOfTheSameContainerAreFoundAndThePageSaysThatSomeMayBeMissing() {
    visitor.engine.alerts.raiseInPod("First", "web", "shop", "web-1");
    visitor.engine.alerts.raiseInPod("Second", "web", "shop", "web-1");
    assertTrue(visitor.page("/alert", "number", "2").contains(", in <b>shop/web-1 web</b>"));
    assertFalse(visitor.page("/alert", "number", "2").contains("compared with this one"));
    for (int i = 0; i < 1_100; i++) {
      visitor.engine.alerts.raiseUndetailed("Storm", "noise");
    }
    String page = visitor.page("/alert", "number", "2");
    assertTrue(page.contains("/alert?number=3\">Second</a>")
        && page.contains("1\u202f002 of 1\u202f103 alerts of these minutes were compared with this one, and 1 of 1 that belong"),
        page);
  }

  @Test
  void alertsOfOtherProcessesThatShareOnlyTheInitAreNotListed() {
    visitor.engine.alerts.raiseUndetailed("Other", "from elsewhere");
    assertFalse(page().contains("from elsewhere"));
  }

  @Test
  void anAlertWithoutDetailsSaysWhy() {
    visitor.engine.alerts.raiseUndetailed("Other", "from elsewhere");
    assertTrue(visitor.page("/alert", "number", "2").contains("Not collected: the history was not on disk"));
    visitor.engine.alerts.raiseLeftOut("Other", 1_234);
    String page = visitor.page("/alert", "number", "3");
    assertTrue(page.contains("Not collected: up to this one, 1\u202f234 alerts of that minute were left out"), page);
  }

  @Test
  void anEventWithoutAProcessIsNotTakenForMissingDetails() {
    visitor.engine.alerts.raiseExplained("Audit", "a pod was created");
    String page = visitor.page("/alert", "number", "2");
    assertTrue(
        page.contains("The event has no process, or an older version kept the alert.") && page.contains("because of ka.verb"),
        page);
    assertFalse(page.contains("Not collected"), page);
  }

  @Test
  void theTestOfTheRuleHasTheFieldsOfOutputAndCondition() {
    String page = page();
    assertTrue(page.contains("      - evt.type: 'execve'\n"), page);
    assertTrue(page.contains("        proc.cmdline: 'bash -c ''curl http://example.org | sh'''\n"), page);
    assertTrue(page.contains("        proc.name: 'bash'\n"), page);
    assertTrue(page.contains("    expect:\n      - rule: 'Own'\n"), page);
  }

  @Test
  void anAlertAboutTheEngineHasNoTest() {
    Alert own = visitor.engine.alerts.recent(1).getFirst().alert();
    Alert internal = new Alert(1, own.priority(), own.rule(), "internal", "m", own.fields(), own.tags());
    assertEquals("", RuleTestText.of(new PastAlert(1, internal)));
  }

  @Test
  void recordedEventsOfItsProcessesAndNearMissesAreShownToAdmins() {
    assertEquals(409, visitor.send("/alert/events", "do", "processes", "number", "1").status(), "nothing is recorded");
    visitor.engine.rules.journal().record(1, 1);
    String events = Visitor.text(visitor.send("/alert/events", "do", "processes", "number", "1"));
    assertTrue(events.contains("1 events of these processes") && events.contains("opened /etc/<shadow>"), events);
    assertTrue(Visitor.text(visitor.send("/alert/events", "do", "near", "number", "1")).contains("nearest: evt.type = openat"));
    assertFalse(visitor.page(visitor.viewer, "/alert", "number", "1").contains("data-trial"));
  }

  @Test
  void theEventsAreThoseOfTheProcessAndItsChildrenInTheMinutesAround() throws Exception {
    PastAlert past = visitor.engine.alerts.recent(1).getFirst();
    String condition = AlertEventScope.PROCESSES.rule(past).content();
    assertTrue(condition.contains("(proc.pid in (4711, 4712) or proc.apid in (4711, 4712))"), condition);
    long from = past.alert().timestampNanos() - 300_000_000_000L;
    assertTrue(condition.contains("evt.rawtime >= " + from + " and "), condition);
  }

  @Test
  void theEventsOfAContainerAndASessionAreOfferedIfTheAlertHasThem() throws Exception {
    assertFalse(page().contains("data-trial=\"container\"") || page().contains("data-trial=\"session\""));
    visitor.engine.alerts.raiseInSession("Shell", "3ad7b26ded6d", "s-17");
    String page = visitor.page("/alert", "number", "2");
    assertTrue(page.contains("data-trial=\"container\"") && page.contains("Events of this session</button>"), page);
    PastAlert past = visitor.engine.alerts.recent(1).getFirst();
    assertTrue(AlertEventScope.CONTAINER.rule(past).content().contains(" and (container.id = \"3ad7b26ded6d\")\n"));
    assertTrue(AlertEventScope.SESSION.rule(past).content().contains(" and (session.id = \"s-17\")\n"));
  }

  @Test
  void anIdCannotChangeTheCondition() {
    visitor.engine.alerts.raiseInSession("Shell", "host", "x\" or evt.type = open or \"");
    PastAlert past = visitor.engine.alerts.recent(1).getFirst();
    assertFalse(AlertEventScope.CONTAINER.isKnown(past) || AlertEventScope.SESSION.isKnown(past));
  }

  @Test
  void anAlertOfUnknownProcessesHasNoEvents() {
    Alert own = visitor.engine.alerts.recent(1).getFirst().alert();
    Alert bare =
        new Alert(1, own.priority(), own.rule(), "syscall", "m", new TreeMap<>(), own.tags());
    PastAlert past = new PastAlert(1, bare, AlertDetails.NONE);
    for (AlertEventScope events : AlertEventScope.values()) {
      assertThrows(RefusedException.class, () -> events.rule(past), events::these);
    }
  }
}
