package org.eyas.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import org.eyas.api.incident.IncidentReport;
import org.eyas.testkit.ReleasedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The incidents that released versions kept: one that is closed by now, with two steps. */
class ReleasedIncidentsTest {
  private static final Duration NEVER = Duration.ofDays(1);

  @TempDir private Path folder;

  private static void write(Path to) {
    IncidentTable table = new IncidentTable();
    IncidentKeeper keeper = new IncidentKeeper(table, to, "boot", NEVER);
    keeper.begin();
    Steps steps = new Steps();
    table.add(steps.step(60, "read", AttackTactic.CREDENTIAL_ACCESS, "container 0123456789ab"));
    table.add(steps.step(60, "sent", AttackTactic.EXFILTRATION, "container 0123456789ab"));
    keeper.end();
  }

  @Test
  void incidentsOfAllVersionsAreShown() throws Exception {
    for (Path kept : ReleasedFiles.copies("incidents", folder, ReleasedIncidentsTest::write)) {
      IncidentTable table = new IncidentTable();
      new IncidentKeeper(table, kept, "boot", NEVER).begin();
      IncidentReport shown = table.incidents().getFirst();
      assertEquals(2, shown.steps().size(), kept.toString());
      assertEquals("credential access", shown.tactics().getFirst());
    }
  }
}
