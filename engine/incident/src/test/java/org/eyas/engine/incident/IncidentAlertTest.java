package org.eyas.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.incident.IncidentReport;
import org.eyas.api.incident.IncidentStep;
import org.junit.jupiter.api.Test;

class IncidentAlertTest {
  private final Steps steps = new Steps();
  private final IncidentTable table = new IncidentTable();

  private Alert reported(boolean critical) {
    table.add(steps.step(60, "Secret read", AttackTactic.CREDENTIAL_ACCESS, "o", critical, "tree 1"));
    return IncidentAlert.of(
        table.add(steps.after(5 * Steps.MINUTE).step(60, "Sent", AttackTactic.EXFILTRATION, "tree 1")).orElseThrow());
  }

  @Test
  void theAlertTellsTheStory() {
    Alert alert = reported(false);
    assertEquals("Incident", alert.rule());
    assertEquals(Priority.ERROR, alert.priority());
    String id = String.valueOf(alert.fields().get("incident.id"));
    assertTrue(alert.message().startsWith("Incident " + id + ": 2 steps in 5m, credential access, exfiltration (T"),
        alert.message());
    assertTrue(alert.message().contains(" | began with Secret read (/bin/sh) > Sent (/bin/sh) | "), alert.message());
    assertTrue(alert.message().endsWith("eyas incidents show " + id));
    assertEquals(List.of("Secret read", "Sent"), alert.fields().get("incident.rules"));
    assertEquals(119L, alert.fields().get("incident.score"));
    assertEquals(steps.now(), alert.timestampNanos());
    assertTrue(alert.tags().containsAll(List.of("mitre_credential_access", "mitre_exfiltration")), alert.tags()::toString);
    assertTrue(alert.tags().stream().anyMatch(tag -> tag.matches("T\\d{4}")), alert.tags()::toString);
  }

  @Test
  void aCriticalStepMakesItCritical() {
    assertEquals(Priority.CRITICAL, reported(true).priority());
  }

  @Test
  void theNameOfAProgramCannotForgeALine() {
    IncidentStep shown =
        new IncidentStep(
            1, "r", 60, false, "", new TreeSet<>(), 1, "/tmp/x\n12:00:00 Notice \u001b[2Jall is well", "", "", "");
    IncidentReport incident =
        new IncidentReport("i-1", new TreeSet<>(), true, false, 1, 100, List.of(), new TreeSet<>(), List.of(shown), 0, 0);
    String message = IncidentAlert.of(incident).message();
    assertFalse(message.contains("\n") || message.contains("\u001b"), message);
    assertTrue(message.contains("/tmp/x\\x0a"), message);
  }

  @Test
  void aLongStoryShowsItsBeginningAndItsEnd() {
    IncidentReport last = null;
    for (int i = 0; i < 30; i++) {
      last =
          table.add(steps.step(60, "rule " + i, i == 29 ? AttackTactic.IMPACT : AttackTactic.COLLECTION, "tree 1")).orElse(last);
    }
    String message = IncidentAlert.of(last).message();
    assertTrue(message.startsWith("More of incident "), message);
    assertTrue(message.contains("began with rule 0 (/bin/sh) > ... 17 steps > rule 18 (/bin/sh) > "), message);
    assertTrue(message.contains(" > rule 29 (/bin/sh) | "), message);
  }
}
