package org.eyas.engine.ruletest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.api.event.EventType;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.explain.NearMissFinder;
import org.eyas.engine.explain.NearMissText;
import org.eyas.engine.explain.TerminalColours;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.ruletest.report.TestFileResult;
import org.eyas.engine.ruletest.report.TestResult;
import org.eyas.engine.schema.EventSchema;
import org.eyas.json.write.CompactJson;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.eyas.testkit.scap.ScapFileBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests and explanations for a capture file. */
class CapturedTestsTest {
  private static final EventType OPENAT = EventSchema.current().type("SYSCALL_OPENAT_2_X");
  private static final String RULES =
      """
      - rule: camera
        desc: d
        condition: evt.type = openat and fd.name startswith /dev/video and evt.is_open_read = true
        output: opened %fd.name
        priority: WARNING
      """;

  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    ScapFileBuilder capture = ScapFileBuilder.current();
    String[] paths = {"/etc/passwd", "/dev/video0", "/tmp/a", "/dev/video1"};
    for (int i = 0; i < paths.length; i++) {
      capture.event(0, ScapEventEncoder.encode(OPENAT, (i + 1) * 1_000_000_000L, 42, 5, -100, paths[i], 1, 0, 0, 7));
    }
    Files.write(folder.resolve("camera.scap"), capture.bytes());
    Files.writeString(folder.resolve("rules.yaml"), RULES);
  }

  private TestResult run(String expected) throws Exception {
    String test = "rules: rules.yaml\ntests:\n  - name: a\n    capture: camera.scap\n    expect: " + expected + "\n";
    Path file = folder.resolve("a_test.yaml");
    Files.writeString(file, test);
    TestFileResult result = new TestSuiteRunner(TestBench.create(), true).run(List.of(file.toString())).getFirst();
    assertEquals(List.of(), result.faults());
    return result.tests().getFirst();
  }

  private static String first(TestResult result) {
    return result.failures().isEmpty() ? "" : result.failures().getFirst().message();
  }

  @Test
  void alertsOfACaptureAreCounted() throws Exception {
    assertEquals("", first(run("[{rule: camera, count: 2}]")));
    assertEquals("", first(run("[{rule: camera, at_least: 1}]")));
    assertEquals("rule 'camera' fired 2 times, expected 3", first(run("[{rule: camera, count: 3}]")));
    assertEquals("rule 'camera' fired 2 times, which the test does not expect", first(run("[]")));
  }

  @Test
  void anAlertBelongsToAnEventOfTheCapture() throws Exception {
    String both = "[{rule: camera, event: 4, output: opened /dev/video1}, {rule: camera, event: 2}]";
    assertEquals("", first(run(both)));
    TestResult result = run("[{rule: camera, event: 3}, {rule: camera, count: 2}]");
    assertEquals("rule 'camera' did not fire for event 3", first(result));
    List<String> why = result.failures().getFirst().details();
    assertEquals("nearest is event 3 (openat, /tmp/a); these parts decided:", why.get(0));
    assertEquals("  > false    fd.name startswith \"/dev/video\"   -> \"/tmp/a\"", why.get(2));
  }

  @Test
  void aMissingCaptureFailsTheTest() throws Exception {
    Files.delete(folder.resolve("camera.scap"));
    assertTrue(first(run("[]")).contains("camera.scap: no such file"), "names the file");
  }

  private CaptureExplainer explained(String rule) throws UnusableInputException {
    TestEnvironment bench = TestBench.create();
    LoadResult loaded = RuleLoader.load(List.of(new RuleDocument("rules.yaml", RULES)), bench.context());
    return CaptureExplainer.of(bench, loaded, rule, folder.resolve("camera.scap").toString());
  }

  @Test
  void explainsTheRuleForOneEvent() throws Exception {
    assertTrue(explained("camera").event(2).fired(), "event 2 opens the camera");
    assertEquals(
        List.of("fd.name startswith \"/dev/video\"   -> \"/etc/passwd\""),
        explained("camera").event(1).missing().stream().map(Object::toString).toList());
    UnusableInputException none = assertThrows(UnusableInputException.class, () -> explained("camera").event(9));
    String noEvent = "has no event 9 that rules see; the last processed event is 4";
    assertTrue(none.getMessage().endsWith(noEvent), none.getMessage());
    UnusableInputException unknown = assertThrows(UnusableInputException.class, () -> explained("camra"));
    assertEquals("there is no rule 'camra' in the loaded rules; did you mean 'camera'?", unknown.getMessage());
  }

  @Test
  void listsTheEventsARuleFiresForAndTheNearestMisses() throws Exception {
    NearMissFinder misses = explained("camera").best();
    assertEquals(
        """
        Rule 'camera' fires for 2 of 4 events; 4 have a type for which it is evaluated.

        It fires for:
          event 2 (openat, /dev/video0)
          event 4 (openat, /dev/video1)

        The nearest misses, with the checks that failed:
          event 1 (openat, /etc/passwd), and 1 more event likewise
              fd.name startswith "/dev/video"   -> "/etc/passwd"

        --event NUMBER shows the whole condition for one of them.
        """,
        NearMissText.of("camera", misses, TerminalColours.NONE));
    assertEquals(
        "{\"rule\":\"camera\",\"events\":4,\"considered\":4,\"fires\":2,\"matches\":["
            + "{\"number\":2,\"time\":2000000000,\"label\":\"openat, /dev/video0\"},"
            + "{\"number\":4,\"time\":4000000000,\"label\":\"openat, /dev/video1\"}],"
            + "\"nearest\":[{\"number\":1,\"time\":1000000000,\"label\":\"openat, /etc/passwd\",\"count\":2,"
            + "\"missing\":[\"fd.name startswith \\\"/dev/video\\\"   -> \\\"/etc/passwd\\\"\"]}]}",
        CompactJson.of(NearMissText.json("camera", misses)));
  }
}
