package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code eyas pushdown} with the rules of Falco and those that ship, on real events: no match is lost. */
class PushdownTest {
  private static final String SAMPLE = Dist.home().resolve("lib/train/sample.scap.gz").toString();

  @ParameterizedTest
  @ValueSource(strings = {"falco_rules.yaml", "falco_rules.yaml falco-incubating_rules.yaml falco-sandbox_rules.yaml"})
  void falcosRulesMatchOnlyEventsThatPass(String files) throws Exception {
    List<String> words = new ArrayList<>(List.of("pushdown", "--json"));
    for (String file : files.split(" ")) {
      words.addAll(List.of("-r", SharedFiles.require("rules/" + file).toString()));
    }
    words.addAll(List.of("-e", SharedFiles.require("captures/mixed.scap.gz").toString()));
    requireNothingLost(Program.eyas(words.toArray(String[]::new)).run());
  }

  @Test
  void theShippedRulesMatchOnlyEventsThatPass() throws Exception {
    requireNothingLost(Program.eyas("pushdown", "--json", "-e", SAMPLE).run());
  }

  private static void requireNothingLost(Program.Result result) {
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().contains("\"lost\":0"), result.out());
    assertTrue(Pattern.compile("\"matches\":[1-9]").matcher(result.out()).find(), result.out());
    assertTrue(Pattern.compile("\"passed\":[1-9]").matcher(result.out()).find(), result.out());
  }

  @Test
  void aFileWithoutItsOptionIsRefused() throws Exception {
    Program.Result result = Program.eyas("pushdown", "rules.yaml").run();
    assertEquals("Error: name the rules with -r: eyas pushdown [-r RULES] [-e CAPTURE]\n", result.err());
    assertEquals(2, result.exitCode());
  }
}
