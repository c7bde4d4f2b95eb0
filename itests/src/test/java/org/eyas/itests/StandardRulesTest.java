package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules for system calls that ship with Eyas: each fires for its hit and not for its near miss. */
class StandardRulesTest {
  private static final ShippedRules RULES = ShippedRules.of("standard", "rules");

  @Test
  void theirTestsPass() throws Exception {
    Program.Result result = Program.eyas("test", RULES.tests().toString(), "-o", "rules[].enable.rule=*").run();
    assertEquals(0, result.exitCode(), result.out() + result.err());
    assertTrue(result.out().contains(RULES.testCount() + " passed, 0 failed"), result.out());
  }

  @Test
  void eachHasAHitAndANearMiss() throws IOException {
    assertEquals(List.of(), RULES.untested());
  }

  @Test
  void eachIsTaggedWithWhereItAppliesATacticATechniqueAndItsMaturity() throws IOException {
    assertEquals(RULES.names().size(), RULES.tags().size());
    assertEquals(List.of(), RULES.incomplete("host", "container"));
  }

  @Test
  void theyLoadWithoutAWarning() throws Exception {
    Program.Result result = Program.eyas("-L", "-o", "engine.kind=nodriver", "-o", "log_level=warning").run();
    assertEquals(0, result.exitCode(), result.err());
    assertEquals("", result.err());
    assertTrue(result.out().contains("Terminal shell in a container"), result.out());
  }

  @Test
  void nothingInThemIsTakenForAMistake() throws Exception {
    Program.Result result =
        Program.eyas("-o", "eyas.k8saudit.input=-").and(RULES.files()).and(ShippedRules.of("audit", "audit").files()).run();
    assertEquals(0, result.exitCode(), result.err());
    assertFalse(result.err().contains("Hint: "), result.err());
  }
}
