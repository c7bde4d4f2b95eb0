package org.eyas.console.page.rule;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.eyas.console.page.FakeRules;
import org.eyas.console.page.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesPageTest {
  @TempDir private Path folder;
  private Visitor visitor;

  @BeforeEach
  void open() {
    visitor = new Visitor(folder);
  }

  @Test
  void aRuleIsFoundByItsFileAndItsState() {
    String page = visitor.page("/rules", "text", "OWN.yaml");
    assertTrue(page.contains(">Own</a>") && !page.contains(">Shell in a container</a>"), page);
    assertTrue(page.contains("<span id=\"shown\">1</span> of 4"), page);
    String parked = visitor.page("/rules", "state", "parked");
    assertTrue(parked.contains(">Audit of pods</a>") && !parked.contains(">Own</a>"), parked);
    assertTrue(parked.contains("<option selected>parked</option>"), parked);
    assertTrue(visitor.page("/rules", "text", "nothing").contains("No rule matches: search for another word"));
  }

  @Test
  void aRuleShowsItsFilePriorityAndCost() {
    String page = visitor.page("/rules", "text", "Own");
    assertTrue(page.contains("title=\"" + FakeRules.FILE + "\">own.yaml</a>"), page);
    assertTrue(page.contains("<span class=\"badge warn\">Warning</span>"), page);
    assertTrue(page.contains("title=\"evaluated for about 1.20\u202fM events\">208\u202fns"), page);
  }

  @Test
  void aSavedDocumentIsInUseSinceATime() {
    String page = visitor.page("/rules", "saved", FakeRules.FILE);
    assertTrue(page.contains(FakeRules.FILE + " is saved, and in use since <time datetime=\"2026-11-28T10:00:00Z\""), page);
    assertTrue(page.contains(": 1 active.</div>"), page);
    assertFalse(page.contains("data-soon"), page);
  }

  @Test
  void aSavedDocumentThatIsNotLoadedYetIsLookedAtAgainSoon() {
    visitor.engine.rules.inUse = "- rule: Own\n";
    String page = visitor.page("/rules", "saved", FakeRules.FILE);
    assertTrue(page.contains("data-live data-soon>" + FakeRules.FILE + " is saved. The engine is loading it.</div>"), page);
  }

  @Test
  void aSavedDocumentThatTheEngineRefusesHasAReason() {
    visitor.engine.rules.inUse = "- rule: Own\n";
    visitor.engine.rules.problem = "other.yaml: unknown field";
    String page = visitor.page("/rules", "saved", FakeRules.FILE);
    assertTrue(page.contains("is saved, but the engine does not use it: other.yaml: unknown field"), page);
  }

  @Test
  void theMatchesOfTheLastHalfHourAreAPicture() {
    assertFalse(visitor.page("/rules").contains("<svg class=\"spark\""), "nothing was sampled yet");
    visitor.samples.sample(1);
    visitor.engine.rules.hits += 7;
    String page = visitor.page("/rules", "text", "Own");
    assertTrue(page.contains("aria-label=\"7 matches in the last half hour, at most 7 in half a minute\""), page);
    assertTrue(page.contains("<path d=\"M119 18v-18.0\"/>"), page);
  }
}
