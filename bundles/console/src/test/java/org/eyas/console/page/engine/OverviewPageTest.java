package org.eyas.console.page.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eyas.api.alert.Priority;
import org.eyas.console.page.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverviewPageTest {
  private static final long TWO_DAYS = TimeUnit.DAYS.toNanos(2);

  @TempDir private Path folder;
  private Visitor visitor;

  @BeforeEach
  void open() {
    visitor = new Visitor(folder);
  }

  private static long now() {
    return TimeUnit.SECONDS.toNanos(Instant.now().getEpochSecond());
  }

  @Test
  void healthIsASentence() {
    String page = visitor.page("/");
    assertTrue(
        page.contains(
            "Healthy: 0 events per second from syscall (modern_ebpf), none lost in the last half hour; 2 outputs work."),
        page);
    visitor.engine.well = false;
    assertTrue(visitor.page("/").contains("24 alerts failed: connection refused"));
  }

  @Test
  void theAlertsOfTheDayAreCountedByTimeAndPriority() {
    visitor.engine.alerts.raise(Priority.CRITICAL, "Own", "x");
    visitor.engine.alerts.raise(Priority.NOTICE, "Own", "x");
    visitor.engine.alerts.raise(Priority.DEBUG, "Own", "x");
    visitor.engine.alerts.raiseAt(now() - TWO_DAYS, "Own", "cron", "ann");
    String page = visitor.page("/");
    assertTrue(Pattern.compile("data-steps=\"\\[.*,\\[\\d+,1,1,1\\]\\]\" data-length=\"900\"").matcher(page).find(), page);
    assertTrue(page.contains("3 alerts. The chart needs JavaScript."), page);
  }

  @Test
  void theMostFrequentCausesLeadToTheirAlerts() {
    for (int i = 0; i < 3; i++) {
      visitor.engine.alerts.raiseAt(now(), "Loud", "cron", "ann");
    }
    visitor.engine.alerts.raiseInPod("Quiet", "web", "shop", "web-1");
    String page = visitor.page("/");
    int loud = page.indexOf("q=rule%3A%22Loud%22+since%3A24h\">Loud</a> <span class=\"n\">3</span>");
    assertTrue(0 < loud && loud < page.indexOf(">Quiet</a> <span class=\"n\">1</span>"), page);
    assertTrue(page.contains("q=program%3A%22cron%22+since%3A24h\">cron</a> <span class=\"n\">3</span>"), page);
    assertTrue(page.contains("q=container%3A%22web%22+since%3A24h\">web</a>"), page);
    assertTrue(page.contains("q=pod%3A%22shop%2Fweb-1%22+since%3A24h\">shop/web-1</a> <span class=\"n\">1</span>"), page);
    assertTrue(page.contains("q=user.name%3A%22ann%22+since%3A24h\">ann</a> <span class=\"n\">3</span>"), page);
  }

  @Test
  void onlyAProgramForWhichARuleNeverRaisedAnAlertIsNew() {
    visitor.engine.alerts.raiseAt(now() - TWO_DAYS, "Shell", "bash", "ann");
    visitor.engine.alerts.raiseAt(now(), "Shell", "bash", "ann");
    visitor.engine.alerts.raiseAt(now(), "Shell", "nc", "ann");
    String page = visitor.page("/");
    String fresh = page.substring(page.indexOf("New since yesterday"));
    assertTrue(fresh.contains("<span class=\"mono\">nc</span>"), fresh);
    assertFalse(fresh.contains("<span class=\"mono\">bash</span>"), fresh);
  }

  @Test
  void aSourceSaysWhatItsRulesDidNotSeeInTheLastHalfHour() {
    String page = visitor.page("/");
    assertTrue(page.contains("one rule lost up to 7 of 3\u202f007 events: buffer_open_exit 7"), page);
    assertTrue(visitor.page("/channels").contains("one rule lost up to 7 of 3\u202f007 events: buffer_open_exit 7"));
  }

  @Test
  void faultsOfBundlesAreOnThePageOfBundles() {
    visitor.engine.well = false;
    assertFalse(visitor.page("/").contains("org.acme.enricher"));
    String page = visitor.page("/bundles");
    assertTrue(page.contains("Bundle faults") && page.contains("value=\"readmit\">Call again"), page);
    assertFalse(visitor.page(visitor.viewer, "/bundles").contains("Call again"));
  }

  @Test
  void inAYoungHistoryNothingIsNew() {
    visitor.engine.alerts.raiseAt(now(), "Shell", "nc", "ann");
    assertTrue(visitor.page("/").contains("Not known yet: the history has no alerts that are older than a day."));
  }
}
