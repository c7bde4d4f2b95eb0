package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void nothingInThemIsTakenForAMistake(@TempDir Path folder) throws Exception {
    String standard = Files.writeString(folder.resolve("standard.yaml"), RULES.text()).toString();
    String audit = Files.writeString(folder.resolve("audit.yaml"), ShippedRules.of("audit", "audit").text()).toString();
    Program.Result result = Program.eyas("-o", "eyas.k8saudit.input=-", "-V", standard, "-V", audit).run();
    assertEquals(0, result.exitCode(), result.out());
    assertTrue(result.out().startsWith(standard + ": Ok"), result.out());
    assertFalse(result.err().contains("Hint: "), result.err());
  }
}
