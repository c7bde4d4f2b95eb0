package org.eyas.engine.ruletest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.rule.RuleDocument;
import org.junit.jupiter.api.Test;

class ExpectedAlertTest {
  private static final RuleDocument RULES =
      new RuleDocument(
          "rules.yaml",
          """
          - rule: Shell
            desc: d
            condition: evt.type = execve and proc.name in (bash, sh)
            output: "shell %proc.name by %proc.pname"
            priority: NOTICE
          - rule: Other
            desc: d
            condition: evt.type = execve
            output: "other %proc.name"
            priority: NOTICE
          """);
  private static final RuleDocument TESTS =
      new RuleDocument(
          "shell_test.yaml",
          """
          tests:
            - name: a shell by runc
              events:
                - {evt.type: execve, proc.name: bash, proc.pname: runc}
                - {evt.type: execve, proc.name: ls}
              expect:
                - {rule: Shell, event: 1}
                - {rule: Other, count: 2}
            - name: not a shell
              events: [{evt.type: execve, proc.name: ls}]
              expect: [Other]
          """);

  private static List<ExpectedAlert> expected(String rule, RuleDocument... tests) throws RefusedException {
    return expected(RULES, rule, tests);
  }

  private static List<ExpectedAlert> expected(RuleDocument rules, String rule, RuleDocument... tests) throws RefusedException {
    TestEnvironment bench = TestBench.create();
    return ExpectedAlert.of(
        new TestEnvironment(bench.context(), List.of(rules), bench.enrichers(), bench.captures()), List.of(tests), rule);
  }

  @Test
  void rulesThatDoNotLoadAreNotTakenForRulesWithoutTests() {
    RuleDocument damaged = new RuleDocument("rules.yaml", RULES.content().replace("proc.name in", "proc.nome in"));
    String message = assertThrows(RefusedException.class, () -> expected(damaged, "Shell", TESTS)).getMessage();
    assertTrue(message.contains("proc.nome"), message);
  }

  @Test
  void theAlertsThatTestsExpectOfARuleHaveTheirFields() throws Exception {
    ExpectedAlert shell = expected("Shell", TESTS).getFirst();
    assertEquals("a shell by runc", shell.test());
    assertEquals("bash", shell.alert().fields().get("proc.name"));
    assertEquals("runc", shell.alert().fields().get("proc.pname"));
    assertEquals(1, expected("Shell", TESTS).size());
    assertEquals(List.of("a shell by runc", "a shell by runc", "not a shell"),
        expected("Other", TESTS).stream().map(ExpectedAlert::test).toList());
    assertEquals(List.of(), expected("Nothing", TESTS));
  }

  @Test
  void testsThatCannotBeReadAreSkipped() throws Exception {
    assertEquals(1, expected("Shell", new RuleDocument("damaged_test.yaml", "tests: ["), TESTS).size());
  }
}
