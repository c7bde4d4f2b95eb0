package org.eyas.console.page.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentPagesTest {
  @TempDir private Path folder;
  private Visitor visitor;

  @BeforeEach
  void add() {
    visitor = new Visitor(folder);
  }

  @Test
  void theListLeadsToTheStory() {
    assertTrue(visitor.page("/incidents").contains("No alerts and signals belong together so far."));
    visitor.engine.incidents.add("i-1", "read", "sent");
    String list = visitor.page("/incidents");
    assertTrue(list.contains("<a href=\"/incident?id=i-1\">i-1</a>") && list.contains("Rule of read"), list);
    String story = visitor.page("/incident", "id", "i-1");
    assertTrue(story.indexOf("Rule of read") < story.lastIndexOf("Rule of sent"), story);
    assertTrue(
        story.contains(", score 120, open.") && story.contains("7 more steps were of the same kinds.")
            && !story.contains("no room"),
        story);
  }

  @Test
  void anAlertLeadsToItsIncidentAndTheIncidentToItsAlert() {
    visitor.engine.alerts.raiseAt(1_795_532_846_000_000_000L, "Own", "cron", "ann");
    String number = "" + visitor.engine.alerts.recent(1).getFirst().number();
    assertFalse(visitor.page("/alert", "number", number).contains("Belongs to"));
    visitor.engine.incidents.addStepOf("i-1", visitor.engine.alerts.recent(1).getFirst().alert());
    assertTrue(visitor.page("/alert", "number", number).contains("Belongs to <a href=\"/incident?id=i-1\">incident i-1</a>"));
    assertTrue(visitor.page("/alerts/detail", "number", number).contains("/incident?id=i-1"));
    String story = visitor.page("/incident", "id", "i-1");
    String address = "/alerts?view=alerts&q=rule%3A%22Own%22&during=2026-11-24T15%3A07%3A26Z..2026-11-24T15%3A07%3A27Z";
    assertTrue(story.contains("<a href=\"" + address + "\">Own</a>"), story);
    visitor.engine.incidents.add("i-2", "read");
    assertFalse(visitor.page("/incident", "id", "i-2").contains("/alerts?"), "a signal has no alert");
  }

  @Test
  void anAdminClosesItAndRemovesSteps() {
    visitor.engine.incidents.add("i-1", "read", "sent");
    PageReply reply = visitor.send("/incident", "id", "i-1", "step", "2");
    assertEquals("/incident?id=i-1", reply.headers().get("Location"));
    assertEquals("/incidents", visitor.send("/incident", "id", "i-1").headers().get("Location"));
    assertEquals(List.of("unlink i-1 2", "close i-1"), visitor.engine.incidents.changes);
    assertEquals(
        List.of("attempt: close incident", "attempt: unlink step of incident", "close incident", "unlink step of incident"),
        visitor.engine.entries.stream().map(entry -> entry.what()).distinct().sorted().toList());
  }

  @Test
  void anAdminSaysThatItWasHarmless() {
    visitor.engine.incidents.add("i-1", "read", "sent");
    assertTrue(visitor.page("/incident", "id", "i-1").contains("Harmless"));
    assertEquals("/incidents", visitor.send("/incident", "id", "i-1", "verdict", "harmless").headers().get("Location"));
    assertEquals(List.of("harmless i-1"), visitor.engine.incidents.changes);
  }

  @Test
  void aViewerOnlySeesThem() {
    visitor.engine.incidents.add("i-1", "read");
    assertFalse(visitor.page(visitor.viewer, "/incident", "id", "i-1").contains("Not part of it"));
  }

  @Test
  void anUnknownIncidentIsSaidToBeUnknown() {
    assertTrue(visitor.page("/incident", "id", "i-2").contains("There is no such incident"));
  }

  @Test
  void aWrongStepIsRefused() {
    visitor.engine.incidents.add("i-1", "read");
    visitor.send("/incident", "id", "i-1", "step", "x");
    assertEquals(List.of(), visitor.engine.incidents.changes);
  }
}
