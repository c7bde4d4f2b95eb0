package org.eyas.console.page;

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

  private static List<String> changes(AuditEntry... entries) {
    return ProblemRow.of(problem(Part.SOURCE), List.of(entries)).changes().stream().map(ProblemRow.Change::what).toList();
  }

  @Test
  void namesTheChangesOfTheMinutesBefore() {
    assertEquals(
        List.of("stop bundle", "save rules"),
        changes(entry(-9, "stop bundle", true), entry(119, "save rules", true), entry(121, "switch driver", true)));
  }

  @Test
  void leavesOutWhatChangedNothing() {
    assertEquals(
        List.of(), changes(entry(-11, "start bundle", true), entry(1, "log in", true), entry(1, "attempt: stop bundle", true),
            entry(1, "stop bundle", false)));
  }

  @Test
  void namesTheNewestThree() {
    assertEquals(
        List.of("a", "b", "c"), changes(entry(1, "a", true), entry(2, "b", true), entry(3, "c", true), entry(4, "d", true)));
  }

  @Test
  void leadsToThePageWhereOneActs() {
    assertEquals("/rules?text=a+name", ProblemRow.of(problem(Part.RULES), List.of()).links().getFirst().address());
    assertEquals("/channels", ProblemRow.of(problem(Part.OUTPUT), List.of()).links().getFirst().address());
    assertEquals("/bundles", ProblemRow.of(problem(Part.SOURCE), List.of()).links().getLast().address());
  }
}
