package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules for audit events of Kubernetes that ship with Eyas: each fires for its hit and not for its near miss. */
class AuditRulesTest {
  private static final ShippedRules RULES = ShippedRules.of("audit", "audit-rules");
  private static final String INPUT = "eyas.k8saudit.input=/dev/null";

  @Test
  void theirTestsPass() throws Exception {
    Program.Result result =
        Program.eyas("test", RULES.tests().toString(), "-o", "rules[].enable.rule=*", "-o", INPUT).run();
    assertEquals(0, result.exitCode(), result.out() + result.err());
    assertTrue(result.out().contains(RULES.testCount() + " passed, 0 failed"), result.out());
  }

  @Test
  void eachHasAHitAndANearMiss() throws IOException {
    assertEquals(List.of(), RULES.untested());
  }

  @Test
  void eachIsTaggedWithItsSourceATacticATechniqueAndItsMaturity() throws IOException {
    assertEquals(RULES.names().size(), RULES.tags().size());
    assertEquals(List.of(), RULES.incomplete("k8s"));
  }

  @Test
  void theyLoadWithoutAWarningAndOnlyWithTheirSource() throws Exception {
    Program.Result without = Program.eyas("-L", "-o", "engine.kind=nodriver", "-o", "log_level=warning").run();
    Program.Result with = Program.eyas("-L", "-o", "engine.kind=nodriver", "-o", "log_level=warning", "-o", INPUT).run();
    assertEquals("0 0", without.exitCode() + " " + with.exitCode(), without.err() + with.err());
    assertEquals("", with.err());
    assertTrue(with.out().contains("Role bound to everybody"), with.out());
    assertFalse(without.out().contains("Role bound to everybody"), without.out());
  }

  @Test
  void thePolicyThatTheyNeedIsPrinted() throws Exception {
    Program.Result policy = Program.eyas("k8saudit", "policy").run();
    assertEquals(0, policy.exitCode(), policy.err());
    assertTrue(policy.out().contains("\nkind: Policy\nrules:\n"), policy.out());
    assertTrue(policy.out().contains("resources: [nodes/proxy, pods/attach, pods/exec, pods/portforward]"), policy.out());
    assertTrue(policy.out().contains("  #   Attack tool at the API server\n"), policy.out());
    assertEquals("", policy.err());
  }

  @Test
  void aCommandForAuditEventsWithoutItsWordIsExplained() throws Exception {
    Program.Result result = Program.eyas("k8saudit").run();
    assertEquals(2, result.exitCode());
    assertTrue(result.err().contains("say what to do: eyas k8saudit policy [-r RULES]"), result.err());
  }
}
