package org.eyas.console.page.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.eyas.api.alert.Priority;
import org.eyas.api.control.PushdownStatus;
import org.eyas.api.control.PushdownType;
import org.eyas.api.control.PushdownType.UnlimitedRule;
import org.eyas.console.page.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletenessPageTest {
  @TempDir private Path folder;
  private Visitor visitor;

  @BeforeEach
  void open() {
    visitor = new Visitor(folder);
  }

  @Test
  void everyRuleIsListedWithWhatItSawAndLost() {
    String page = visitor.page("/completeness", "since", "24h");
    assertTrue(page.contains("/completeness?rule=Loud&since=24h"), page);
    assertTrue(page.contains(">Quiet</a>") && page.contains("buffer_open_exit 7"), page);
    assertTrue(page.contains("3\u202f007"), page);
  }

  @Test
  void rulesThatMissedMostComeFirstAndAreFoundByAPartOfTheirName() {
    String page = visitor.page("/completeness");
    assertTrue(page.indexOf(">Loud</a>") < page.indexOf(">Quiet</a>"), page);
    String found = visitor.page("/completeness", "text", "quI");
    assertTrue(found.contains(">Quiet</a>") && !found.contains(">Loud</a>"), found);
    assertTrue(visitor.page("/completeness", "text", "nothing").contains("No enabled rule has this text in its name"));
  }

  @Test
  void theMinutesOfARuleAreShownNewestFirst() {
    String page = visitor.page("/completeness", "rule", "Loud");
    assertTrue(page.contains("Loud, by the minute"), page);
    int losing = page.indexOf("buffer_open_exit 7");
    int earlier = page.indexOf(" *", losing);
    assertTrue(losing > 0 && earlier > losing, page);
    assertFalse(page.contains(">Quiet</a>"), page);
  }

  @Test
  void itSaysWhyNothingStaysInTheKernelAndWhichRulesForceATypeUp() {
    PushdownType whole =
        new PushdownType("openat", 2, "true", List.of(new UnlimitedRule("Keys", List.of("fd.name icontains \"k\""))),
            "", 0, 0);
    visitor.engine.pushdown = new PushdownStatus("eyas.pushdown.enabled is false", List.of(whole));
    String page = visitor.page("/completeness");
    assertTrue(page.contains("No events stay in the kernel: eyas.pushdown.enabled is false."), page);
    assertTrue(page.contains("<b>Keys</b>") && page.contains("fd.name icontains \"k\""), page);
    PushdownType limited = new PushdownType("mkdir", 1, "res < 0", List.of(), "res < 0", 25, 75);
    visitor.engine.pushdown = new PushdownStatus("", List.of("rule 'Keys' needs fd.name of read"), List.of(limited));
    page = visitor.page("/completeness");
    assertTrue(page.contains("res < 0") && page.contains("75.0\u202f%"), page);
    assertTrue(page.contains("Opens and closes that succeed are delivered: rule 'Keys' needs fd.name of read."), page);
    assertFalse(page.contains("No events stay"), page);
  }

  @Test
  void anAlertSaysWhatItsRuleSawInItsMinute() {
    visitor.engine.alerts.raise(Priority.NOTICE, "Loud", "again");
    visitor.engine.alerts.raise(Priority.NOTICE, "Quiet", "once");
    String page = visitor.page("/alert", "number", "1");
    assertTrue(page.contains("The rule saw 2000 of 2007 events of its types; at most 7 were lost (buffer_open_exit 7)"), page);
    assertFalse(visitor.page("/alert", "number", "2").contains("in its minute"));
  }

  @Test
  void withoutAnEngineThePageSaysSo() {
    visitor.engine.there = false;
    assertTrue(visitor.page("/completeness").contains("the engine is not running"));
  }
}
