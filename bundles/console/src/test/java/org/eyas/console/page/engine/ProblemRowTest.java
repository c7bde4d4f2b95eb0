package org.eyas.console.page.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.HealthProblem.Part;
import org.junit.jupiter.api.Test;

class ProblemRowTest {
  private static final Instant SINCE = Instant.parse("2026-01-01T12:00:00Z");

  private static AuditEntry entry(int secondsBefore, String what, boolean done) {
    return new AuditEntry(SINCE.minusSeconds(secondsBefore), "console:ann", what, "", done);
  }

  private static HealthProblem problem(Part part) {
    return new HealthProblem(part, "a name", "does not work", SINCE);
  }

  private static ProblemRow row(HealthProblem problem, AuditEntry... entries) {
    return ProblemRow.of(problem, List.of(entries), new ProblemCauses(List.of()));
  }

  private static List<String> changes(AuditEntry... entries) {
    return row(problem(Part.RULES), entries).changes().stream().map(ProblemRow.Change::what).toList();
  }

  @Test
  void namesTheChangesOfTheMinutesBefore() {
    assertEquals(
        List.of("enable rule", "save rules"),
        changes(entry(-9, "enable rule", true), entry(119, "save rules", true), entry(121, "mute alerts", true)));
  }

  @Test
  void leavesOutWhatChangedNothing() {
    assertEquals(
        List.of(), changes(entry(-11, "save rules", true), entry(1, "log in", true), entry(1, "attempt: save rules", true),
            entry(1, "save rules", false)));
  }

  @Test
  void namesTheNewestThree() {
    assertEquals(
        List.of("reload", "end mute", "save rules"),
        changes(entry(1, "reload", true), entry(2, "end mute", true), entry(3, "save rules", true), entry(4, "reload", true)));
  }

  @Test
  void leadsToThePageWhereOneActs() {
    assertEquals("/rules?text=a+name", row(problem(Part.RULES)).links().getFirst().address());
    assertEquals("/channels", row(problem(Part.OUTPUT)).links().getFirst().address());
    assertEquals("/bundles", row(problem(Part.SOURCE)).links().getLast().address());
  }
}
