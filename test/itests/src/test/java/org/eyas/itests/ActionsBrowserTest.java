package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.example.faulty.FaultyEnricher;
import org.eyas.api.process.Enricher;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Buttons of the console that no other browser test presses, on the screen of a phone; a replay gives the events. */
@Timeout(240)
class ActionsBrowserTest {
  private static final int PHONE_WIDTH = 390;
  private static final int PHONE_HEIGHT = 844;

  private static final String CONFIGURATION =
      """
      rules_files: [rules.yaml]
      stdout_output: {enabled: true}
      eyas:
        bundles: {directory: FOLDER}
        faults: {limit: 3}
      """;

  @TempDir private static Path folder;
  private static Path dropped;
  @AutoClose private static ConsoleBrowser console;
  private static CaptureFeed capture;
  private static Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    Files.writeString(folder.resolve("rules.yaml"), CaptureFeed.RULE);
    dropped = Files.createDirectory(folder.resolve("bundles.d"));
    Files.writeString(folder.resolve("eyas.yaml"), CONFIGURATION.replace("FOLDER", dropped.toString()));
    console = ConsoleBrowser.replay(folder);
    capture = console.capture();
    browser = console.browser();
    capture.feedProgram("/");
    capture.feed(CaptureFeed.BATCH);
    console.open("/alerts");
    console.feedUntil("document.querySelector('#alerts .group') !== null");
  }

  @BeforeEach
  void lookOnAPhone() throws Exception {
    browser.look(PHONE_WIDTH, PHONE_HEIGHT, "light");
  }

  private static String row(String bundle) {
    return "tr:has(form [value='" + bundle + "'])";
  }

  @Test
  void aBundleIsStoppedAndStartedAgain() throws Exception {
    String stdout = row("org.eyas.output.stdout");
    console.open("/bundles");
    browser.evaluate("window.confirm = () => true");
    browser.follow(stdout + " [value=stop]");
    browser.await("document.querySelector(\"" + stdout + " .badge\").textContent === 'resolved'");
    browser.follow(stdout + " [value=start]");
    browser.await("document.querySelector(\"" + stdout + " .badge\").textContent === 'active'");
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void aServiceThatWasTakenOutIsCalledAgain() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can put a jar into the watched folder");
    FaultyJar.of(FaultyEnricher.class, Enricher.class).with("action", "slow").with("folder", folder).to(dropped);
    console.open("/bundles");
    ConditionWait.until(
        () -> {
          capture.feedProgram("/");
          capture.feed(20);
          console.open("/bundles");
          return browser.evaluate("document.querySelector('#faults')?.innerText.includes('taken out')").equals("true");
        });
    PageLook.check(browser, "bundle-faults");
    browser.follow("#faults [value=readmit]");
    browser.await("document.querySelector('h1').textContent === 'Bundles'");
    console.open("/audit?text=call+bundle+again");
    browser.await("document.body.innerText.includes('org.example.faulty.faultyenricher')");
  }

  private static String number() {
    return "Number(document.querySelector('#alerts .group').dataset.number)";
  }

  @Test
  void aPauseKeepsNewAlertsUntilOneContinues() throws Exception {
    console.open("/alerts");
    browser.await("document.querySelector('#stream').textContent === 'live'");
    browser.press("#pause");
    String before = browser.evaluate(number());
    capture.feed(20);
    browser.await("document.querySelector('#pause').textContent === 'Continue (new alerts)'");
    assertEquals(before, browser.evaluate(number()));
    browser.press("#pause");
    browser.await(number() + " > " + before);
    assertEquals("false Pause", browser.evaluate(
        "document.querySelector('#pause').getAttribute('aria-pressed') + ' ' + document.querySelector('#pause').textContent"));
  }

  @Test
  void enterOpensTheRowThatHasTheFocus() throws Exception {
    console.open("/alerts");
    browser.await("document.querySelector('#alerts .group') !== null");
    browser.key("j");
    browser.await("document.activeElement.closest('.group') !== null");
    browser.key("\r");
    browser.await("document.querySelector('#alerts .group').open && document.querySelector('#alerts .group .alert') !== null");
  }

  @Test
  void theRecordedEventsOfAnAlertAndItsTestAreShownAndCopied() throws Exception {
    console.open("/rules/edit?document=rules.yaml");
    CodeEditor.find(browser);
    browser.press("[data-do=record]");
    console.feedUntil("document.querySelector('#journal').innerText.includes('recording')");
    console.feedUntil("document.querySelector('#journal').innerText.includes('events from')");
    console.open("/alert?number=" + newAlert());
    browser.await("document.querySelector('[data-trial=processes]') !== null");
    browser.press("[data-trial=processes]");
    browser.await("document.querySelector('#trial-answer').innerText.includes('events of these processes')");
    browser.press("[data-trial=near]");
    browser.await("/near/.test(document.querySelector('#near-answer').innerText)");
    browser.press("[data-copy]");
    browser.await("/^(Copied|Selected: press Ctrl.C)$/.test(document.querySelector('[data-copy]').textContent)");
    assertTrue(browser.evaluate("getSelection().toString()").contains("- rule: 'opened'"));
    browser.await("document.documentElement.scrollWidth <= " + PHONE_WIDTH);
  }

  /** The number of an alert that comes while a page follows: a replay keeps the processes of no other. */
  private static String newAlert() throws Exception {
    String newest = "Number(document.querySelector('#alerts > details').dataset.number)";
    console.open("/alerts?view=alerts");
    browser.await("document.querySelector('#stream').textContent === 'live'");
    String before = browser.evaluate(newest);
    capture.feed(1);
    browser.await(newest + " > " + before);
    return browser.evaluate(newest);
  }

  @Test
  void theLinksOfTheExportLeadToTheAlerts() throws Exception {
    console.open("/alerts?q=rule:opened");
    for (String[] format : new String[][] {{"JSONL", "{"}, {"CSV", "number,time,"}}) {
      String link = "[...document.querySelectorAll('a[download]')].find((link) => link.textContent === '" + format[0] + "').href";
      assertEquals("200", browser.resolve("fetch(" + link + ").then((answer) => answer.status)"), format[0]);
      String body = browser.resolve("fetch(" + link + ").then((answer) => answer.text())");
      assertTrue(body.startsWith(format[1]) && body.contains("opened /f/"), body.substring(0, Math.min(300, body.length())));
    }
  }

  @Test
  void aUserIsAddedAndRemoved() throws Exception {
    console.open("/account");
    String form = "form:has([value=put])";
    browser.type(form + " [name=user]", "bob");
    browser.type(form + " [name=fresh]", "a long password of bob");
    browser.follow(form + " button");
    browser.await("document.querySelector('[value=bob]') !== null");
    browser.follow("form:has([value=remove]):has([value=bob]) button");
    browser.await("document.querySelector('h1').textContent === 'Account' && document.querySelector('[value=bob]') === null");
  }

  @Test
  void aSavedSearchAndAColumnAreRemoved() throws Exception {
    console.open("/alerts?q=rule:opened");
    browser.evaluate("(document.querySelector('.saved').open = true)");
    browser.type("form:has([value=save]) [name=name]", "mine");
    browser.follow("[value=save]");
    browser.await("document.querySelector('[aria-label=\"Remove the search mine\"]') !== null");
    browser.follow("[aria-label='Remove the search mine']");
    browser.await("document.querySelector('.saved') !== null && document.querySelector('[value=remove]') === null");
    browser.evaluate("(document.querySelector('.saved').open = true)");
    browser.type("#column", "evt.arg.name");
    browser.follow("[value=add-column]");
    browser.await("document.querySelector('[aria-label=\"Remove the column evt.arg.name\"]') !== null");
    browser.follow("[aria-label='Remove the column evt.arg.name']");
    browser.await("document.querySelector('.saved') !== null && document.querySelector('[value=remove-column]') === null");
  }

  @Test
  void nothingMovesForSomebodyWhoDoesNotWantThat() throws Exception {
    console.open("/alerts");
    browser.await("document.querySelector('#stream').textContent === 'live'");
    capture.feed(20);
    browser.await("document.querySelector('#alerts .fresh') !== null");
    String animation = "getComputedStyle(document.querySelector('#alerts .fresh > summary')).animationName";
    assertEquals("fresh", browser.evaluate(animation));
    browser.reduceMotion();
    assertEquals("none", browser.evaluate(animation));
    assertEquals("true", browser.evaluate(
        "[...document.querySelectorAll('*')].every((each) => /^0s/.test(getComputedStyle(each).transitionDuration))"));
  }
}
