package org.eyas.fleet.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestRulesTest {
  private static final String RULE =
      "- {rule: r, desc: d, scope: fleet, output: x, priority: INFO, threshold: {condition: alert.rule = A, count: 2, within: 1m}}\n";

  @TempDir Path folder;

  private String run(int code, String tests) throws Exception {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), RULE);
    Path file = Files.writeString(folder.resolve("tests.yaml"), tests);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertEquals(code,
        TestRules.run(List.of(rules.toString(), file.toString()), new PrintStream(out, true, StandardCharsets.UTF_8)));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void passesIfTheRulesFireAsExpected() throws Exception {
    assertEquals("1 of 1 tests passed\n", run(0, "- {test: t, alerts: [{rule: A}, {rule: A, at: 59s}], fires: [r]}"));
  }

  @Test
  void saysWhichTestFailed() throws Exception {
    assertEquals(
        "failed: t: fired [] instead of [r]\n0 of 1 tests passed\n",
        run(1, "- {test: t, alerts: [{rule: A}, {rule: A, at: 61s}], fires: [r]}"));
  }

  @Test
  void saysWhatIsWrongWithTheFile() throws Exception {
    assertEquals("'alerts' of test 't' must be a sequence\n", run(1, "- {test: t, fires: [r]}"));
    assertEquals(
        "test 't': 'at' must be a whole number followed by ms, s, m, h or d, such as 60s, of at most 30d, not 'soon'\n",
        run(1, "- {test: t, alerts: [{at: soon}], fires: []}"));
  }
}
