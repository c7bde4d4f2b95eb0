package org.eyas.console.page.mute;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.eyas.api.alert.Priority;
import org.eyas.console.page.FakeAlerts;
import org.eyas.console.page.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleTuningPageTest {
  @TempDir private Path folder;
  private Visitor visitor;

  @BeforeEach
  void raise() {
    visitor = new Visitor(folder);
    for (int i = 0; i < 3; i++) {
      visitor.engine.alerts.raise(Priority.NOTICE, "Loud", "again");
    }
    visitor.engine.alerts.raiseInPod("Loud", "web", "shop", "web-1");
    visitor.engine.alerts.raise(Priority.NOTICE, "Quiet \"one\"", "once");
  }

  @Test
  void theLoudestRulesComeFirstWithTheirCauses() {
    String page = visitor.page("/tuning");
    int loud = page.indexOf(">Loud</a>");
    int quiet = page.indexOf(">Quiet \"one\"</a>");
    assertTrue(0 < loud && loud < quiet, page);
    assertTrue(page.contains("4 alerts, 80 % of all"), page);
    int host = page.indexOf("75 % of this rule");
    assertTrue(host > 0 && host < page.indexOf("shop/web-1 web"), page);
    assertTrue(page.contains("/alerts?q=rule%3A%22Quiet+%5C%22one%5C%22%22+since%3A24h"), page);
  }

  @Test
  void eachCauseLeadsToAMuteThatIsTriedWhenSomebodyOpensIt() {
    String page = visitor.page("/tuning");
    assertTrue(page.contains("data-load=\"/mute/advice?number=3\"") && page.contains("href=\"/mute?number=3\""), page);
    String advice = visitor.page("/mute/advice", "number", "3");
    assertTrue(advice.contains("proc.name = <cron>") && advice.contains("and none of the 3 others of this rule."), advice);
    assertTrue(
        advice.contains("action=\"/mute\"") && advice.contains("name=\"field:proc.name\" value=\"on\"")
            && advice.contains(visitor.admin.token()),
        advice);
    assertFalse(visitor.page(visitor.viewer, "/mute/advice", "number", "3").contains("<form"));
    assertTrue(visitor.page("/mute/advice", "number", "99").contains("There is no alert 99"));
  }

  @Test
  void theMutesOfARuleAreCountedTogetherWhenSomebodyOpensThat() {
    String page = visitor.page("/tuning");
    String address = "data-load=\"/mute/advice/together?numbers=3%2C4\"";
    assertTrue(page.contains(address) && page.indexOf(address) == page.lastIndexOf("/mute/advice/together") - 11, page);
    String together = visitor.page("/mute/advice/together", "numbers", "3,4");
    assertTrue(
        together.contains("Together, these 2 mutes would have hidden 398 of the 412 alerts of this rule in the history (96 %)."),
        together);
    String one = visitor.page("/mute/advice/together", "numbers", "3,99");
    assertTrue(one.contains("Only 1 of these mutes is possible. It would have hidden 399 of") && one.contains("newest part"),
        one);
    assertTrue(visitor.page("/mute/advice/together", "numbers", "99").contains("None of these alerts can be muted"));
    assertTrue(visitor.page("/mute/advice/together", "numbers", "1,2,3,4,5").contains("numbers of alerts are missing"));
  }

  @Test
  void withoutAlertsThereIsNothingToTune() {
    visitor.engine.alerts = new FakeAlerts();
    assertTrue(visitor.page("/tuning", "of", "1h").contains("nothing to tune"));
    assertFalse(visitor.page("/tuning", "of", "<forever>").contains("forever"));
  }
}
