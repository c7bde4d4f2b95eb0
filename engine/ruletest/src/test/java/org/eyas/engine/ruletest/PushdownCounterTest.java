package org.eyas.engine.ruletest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.demand.EventDemand;
import org.eyas.engine.pushdown.OpenFileNeed;
import org.eyas.engine.pushdown.PassCounts;
import org.eyas.engine.pushdown.PushdownJson;
import org.eyas.engine.pushdown.PushdownReport;
import org.eyas.engine.pushdown.RulePushdown;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.schema.EventSchema;
import org.junit.jupiter.api.Test;

/** The capture has two execve events and four openat events: twice /dev/video0, and two files of /etc. */
class PushdownCounterTest {
  private static final String CAPTURE = "../../docs/how-to/examples/camera.scap";
  private static final int OPENAT = EventSchema.current().type("SYSCALL_OPENAT_2_X").code();
  private static final int EXECVE = EventSchema.current().type("SYSCALL_EXECVE_19_X").code();

  private static LoadResult loaded(String... conditions) {
    StringBuilder rules = new StringBuilder();
    for (String condition : conditions) {
      rules.append("- {rule: \"").append(condition).append("\", desc: d, priority: INFO, output: x, condition: '")
          .append(condition)
          .append("'}\n");
    }
    LoadResult loaded =
        RuleLoader.load(List.of(new RuleDocument("r.yaml", rules.toString())), TestBench.create().context());
    assertEquals(true, loaded.successful(), loaded.report()::toString);
    return loaded;
  }

  private static PassCounts counts(LoadResult loaded) throws Exception {
    return PushdownCounter.count(TestBench.create(), loaded, CAPTURE);
  }

  @Test
  void countsTheEventsThatPassAndTheMatches() throws Exception {
    PassCounts counts = counts(loaded("evt.type = openat and fd.name startswith /etc and proc.name = curl"));
    assertEquals(4, counts.events(OPENAT));
    assertEquals(2, counts.passed(OPENAT));
    assertEquals(2, counts.events(EXECVE));
    assertEquals(0, counts.passed(EXECVE));
    assertEquals(6, counts.allEvents());
    assertEquals(2, counts.allPassed());
    assertEquals(2, counts.rejectedForState());
    assertEquals(2, counts.droppable());
    assertEquals(2, counts.matches());
    assertEquals(0, counts.lost());
  }

  @Test
  void opensThatNoRuleCanMatchDoNotStayIfARuleNeedsOpenedFiles() throws Exception {
    PassCounts counts =
        counts(loaded("evt.type = openat and fd.name startswith /etc", "evt.type = dup and fd.name = /a"));
    assertEquals(2, counts.passed(OPENAT));
    assertEquals(4, counts.rejectedForState());
    assertEquals(0, counts.droppable());
  }

  @Test
  void countsNoEventsThatAreNeverDelivered() throws Exception {
    assertEquals(0, counts(loaded("evt.type = openat")).events(EventSchema.current().type("SYSCALL_FSTAT_X").code()));
  }

  @Test
  void theReportNamesTheRulesAndChecksThatLetAllEventsPass() throws Exception {
    LoadResult loaded = loaded("evt.type in (open, creat) and evt.failed = true", "evt.type = openat and fd.name icontains key");
    PushdownReport report = new PushdownReport(
        RulePushdown.of(loaded.rules()), Optional.of(counts(loaded)), EventDemand.fileNeeds(loaded.rules()));
    assertEquals(
        """
        4 of 6 events (66.7 %) pass. 2 other events change the state.
        0 of 6 events (0.0 %) can stay in the kernel.
        0 matches of rules, 0 of them for events that do not pass.

        creat, open: 1 rule; no events
            passes if fd < 0
        openat: 1 rule; 4 of 4 events (100.0 %) pass
            all pass, because parameters do not limit 1 rule:
              evt.type = openat and fd.name icontains key: fd.name icontains "key"
        """,
        report.text());
  }

  @Test
  void theReportNamesTheRulesThatNeedOpenedFilesAndTheField() throws Exception {
    LoadResult loaded = loaded(
        "evt.type = openat and fd.name = /a", "evt.type = dup and fd.name = /a", "evt.type = unlinkat and fd.name = /a");
    List<OpenFileNeed> files = EventDemand.fileNeeds(loaded.rules());
    String report = new PushdownReport(RulePushdown.of(loaded.rules()), Optional.empty(), files).text();
    assertTrue(report.endsWith(
        """
        opened files: 1 rule
            every open and close that succeeds is delivered, because these rules need files that were opened earlier:
              rule 'evt.type = dup and fd.name = /a' needs fd.name of dup
        opened directories: 1 rule
            every open of a directory is delivered, and its close, because these rules need directories that were opened earlier:
              rule 'evt.type = unlinkat and fd.name = /a' needs fd.name of unlinkat
        """), report);
  }

  @Test
  void theReportIsJsonToo() throws Exception {
    LoadResult loaded = loaded("evt.type = openat and fd.name startswith /etc");
    Map<String, Object> json = PushdownJson.of(new PushdownReport(
        RulePushdown.of(loaded.rules()), Optional.of(counts(loaded)), EventDemand.fileNeeds(loaded.rules())));
    assertEquals(2L, json.get("matches"));
    assertEquals(0L, json.get("lost"));
    assertEquals(List.of(), json.get("opened_files"));
    assertEquals(List.of(), json.get("opened_directories"));
    assertEquals(
        List.of(
            Map.of(
                "type", "openat", "rules", 1L, "condition", "name startswith \"/etc\"", "events", 4L, "passed", 2L, "unlimited",
                List.of())),
        json.get("types"));
  }

  @Test
  void aFileThatIsNotACaptureIsReported() {
    LoadResult loaded = loaded("evt.type = openat");
    UnusableInputException refused =
        assertThrows(UnusableInputException.class, () -> PushdownCounter.count(TestBench.create(), loaded, "missing.scap"));
    assertEquals(true, refused.getMessage().contains("missing.scap"), refused.getMessage());
  }
}
