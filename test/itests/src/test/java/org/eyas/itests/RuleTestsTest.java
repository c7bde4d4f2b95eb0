package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands test and explain as a user types them; the pages of docs/how-to have more of them. */
class RuleTestsTest {
  @TempDir private Path folder;

  private Program.Result run(String... arguments) throws Exception {
    return Program.eyas(arguments).in(folder).run();
  }

  private void assertRefused(int exitCode, String error, String... arguments) throws Exception {
    assertEquals(new Program.Result(exitCode, "", "Error: " + error + "\n"), run(arguments));
  }

  private void write(String file, String content) throws IOException {
    Files.writeString(folder.resolve(file), content);
  }

  private void writeRule(String options) throws IOException {
    write(
        "rules.yaml",
        "- {rule: a, desc: d, output: x, priority: INFO, condition: evt.type = openat and static.site = here" + options
            + "}\n");
  }

  @Test
  void aWrongCommandLineIsOneClearLine() throws Exception {
    assertRefused(2, "name the files of tests, or folders with *_test.yaml: eyas test FILE|DIR...", "test");
    assertRefused(1, "cannot run tests: nowhere: no such file or folder", "test", "nowhere");
    assertRefused(2, "say where the event is: -e CAPTURE, or --test FILE --case NAME", "explain", "a rule");
    assertRefused(2, "unknown option '-M'; see eyas test --help", "test", "-M", "3", "x_test.yaml");
  }

  @Test
  void subcommandsHaveAHelpOfTheirOwn() throws Exception {
    assertTrue(run("--help").out().contains("\n  eyas explain RULE [OPTION...]\n"));
    Program.Result help = run("explain", "--help");
    assertTrue(help.out().startsWith("Show why a rule fired or did not fire for an event.\n"), help.out());
    assertEquals(0, help.exitCode());
  }

  @Test
  void theConfigurationCountsAndRulesMayStandOnTheCommandLine() throws Exception {
    writeRule(", enabled: false");
    write("a_test.yaml", "tests: [{name: t, events: [{evt.type: openat, static.site: here}], expect: [a]}]\n");
    List<String> arguments =
        new ArrayList<>(List.of("test", "a_test.yaml", "-r", "rules.yaml", "-o", "static_fields.site=here"));
    Program.Result disabled = run(arguments.toArray(String[]::new));
    assertTrue(disabled.out().contains("the rule is disabled"), disabled.out() + disabled.err());
    assertEquals(1, disabled.exitCode());
    arguments.addAll(List.of("-o", "rules[].enable.rule=a"));
    Program.Result enabled = run(arguments.toArray(String[]::new));
    assertEquals(0, enabled.exitCode(), enabled.out() + enabled.err());
    arguments.add("--json");
    String json = run(arguments.toArray(String[]::new)).out();
    assertTrue(json.startsWith("{\"tests\":1,\"failed\":0,\"files\":[{\"file\":\"a_test.yaml\",\"passed\":true,"), json);
    assertTrue(json.contains("\"tests\":[{\"test\":\"t\",\"line\":1,\"passed\":true,\"nanos\":"), json);
  }

  @Test
  void aFaultInARuleFileIsReportedAsWhenItIsValidated() throws Exception {
    write("rules.yaml", "- {rule: a, desc: d, condition: evt.typ = openat, output: x, priority: INFO}\n");
    write("a_test.yaml", "rules: rules.yaml\ntests: [{name: t, events: [{evt.type: openat}], expect: [a]}]\n");
    Program.Result result = run("test", "a_test.yaml");
    assertEquals(1, result.exitCode());
    assertTrue(result.out().contains("rules.yaml: Invalid"), result.out());
    assertTrue(result.out().contains("did you mean 'evt.type'?"), result.out());
  }

  @Test
  void rulesOfARealCaptureFireAsOftenAsFalcoSays() throws Exception {
    String rules = SharedFiles.require("rules/falco_rules.yaml").toString();
    String capture = SharedFiles.require("captures/mixed.scap.gz").toString();
    write(
        "mixed_test.yaml",
        "tests: [{name: t, capture: " + capture + ", rule_matching: first, only: [PTRACE attached to process],"
            + " expect: [{rule: Read sensitive file untrusted, count: 23},"
            + " {rule: PTRACE anti-debug attempt, at_least: 1}, {rule: PTRACE attached to process, at_least: 1}]}]\n");
    Program.Result result = run("test", "mixed_test.yaml", "-r", rules);
    assertEquals("ok   mixed_test.yaml   1 test\n1 test in 1 file: 1 passed, 0 failed\n", result.out() + result.err());
    String hit = run("explain", "Read sensitive file untrusted", "-e", capture, "-r", rules, "--event", "107049").out();
    assertTrue(hit.contains(" fires for event 107049 (openat by grep, /etc/pam.d/su-l)."), hit);
  }
}
