package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Signals and alerts become an incident, as shipped. */
class IncidentsTest extends ControlledEngine {
  private static final String STEPS =
      """
      - rule: Secret read
        desc: d
        condition: evt.type = openat and fd.name = /f/1
        output: "secret read %fd.name"
        priority: WARNING
        tags: [mitre_credential_access, T1003.008]
      - rule: Sent
        desc: d
        condition: evt.type = openat and fd.name in (/f/2, /f/3, /f/4)
        output: "sent %fd.name"
        priority: DEBUG
        tags: [eyas_signal_60, mitre_exfiltration, T1048]
      """;

  private void start(String steps, String... more) throws Exception {
    engine.write("rules.yaml", steps + RULES);
    startEngine(more);
  }

  private void feedFive() throws Exception {
    capture.feedProgram("/system.slice/opener.service");
    capture.feed(5);
    engine.await("out", "opened /f/5", 1);
  }

  private String idOf(String line) {
    Matcher id = Pattern.compile("Incident (i-[0-9a-f]{16}): ").matcher(line);
    assertTrue(id.find(), line);
    return id.group(1);
  }

  @Test
  void anIncidentIsReportedOnceListedShownAndClosed() throws Exception {
    start(STEPS);
    feedFive();
    engine.await("out", "Incident i-", 1);
    String line = engine.lines("out", "Incident i-").getFirst();
    String id = idOf(line);
    assertTrue(line.contains("Error Incident " + id + ": 3 steps in "), line);
    assertTrue(line.contains("Secret read") && line.contains("Sent"), line);
    assertFalse(engine.read("out").contains("Debug sent"), "a signal is not sent");
    assertEquals(1, count(answer("incidents"), id));
    String shown = answer("incidents", "show", id);
    assertTrue(shown.contains("/f/1") && shown.contains("/f/3") && shown.contains("exfiltration"), shown);
    String json = answer("incidents", "show", id, "--json");
    assertTrue(json.contains("\"signal\":true") && json.contains("\"lost\":0") && json.contains("\"blind_seconds\":"), json);
    answer("incidents", "unlink", id, "--step", "1");
    assertTrue(answer("incidents", "close", id).startsWith("The incident " + id + " is closed"));
    assertEquals(1, count(answer("incidents"), "closed"));
    assertTrue(Files.readString(folder.resolve("audit.jsonl")).contains("\"unlink step of incident\""));
    assertTrue(answer("incidents", "harmless", id).contains("For 30 days"));
    assertEquals(1, count(answer("incidents", "verdicts"), id));
    answer("incidents", "withdraw", id);
    assertTrue(refusal("incidents", "withdraw", id).contains("there is no verdict about '" + id + "'"));
    assertTrue(refusal("incidents", "close", id).contains("there is no open incident '" + id + "'"));
    assertTrue(usageError("incidents", "unlink", id).contains("name the step"));
  }

  @Test
  void aReplayOfTheSameEventsGivesTheSameIncident() throws Exception {
    start(STEPS);
    feedFive();
    engine.await("out", "Incident i-", 1);
    String first = idOf(engine.lines("out", "Incident i-").getFirst());
    engine.process().destroy();
    engine.awaitEnd();
    end();
    Files.delete(capture.pipe());
    write();
    start(STEPS);
    feedFive();
    engine.await("out", "Incident i-", 1);
    assertEquals(first, idOf(engine.lines("out", "Incident i-").getLast()));
  }

  @Test
  void withoutSignalsTheAlertsAreThoseOfTheRules() throws Exception {
    start(STEPS.replace("eyas_signal_60, ", "").replace("DEBUG", "ERROR"));
    feedFive();
    assertEquals(0, count(answer("incidents"), "i-"));
    assertFalse(engine.read("out").contains("Incident"));
    assertEquals(3, engine.count("out", "Error sent /f/"));
  }

  @Test
  void theyCanBeTurnedOff() throws Exception {
    start(STEPS, "-o", "eyas.incidents.enabled=false");
    feedFive();
    assertTrue(refusal("incidents").contains("set eyas.incidents.enabled: true"));
    assertFalse(engine.read("out").contains("Incident"));
    assertFalse(engine.read("out").contains("Debug sent"));
  }
}
