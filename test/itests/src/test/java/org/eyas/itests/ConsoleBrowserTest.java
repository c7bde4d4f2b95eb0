package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console of the program as shipped in a real browser, with a capture that the test feeds meanwhile. Screenshots are
 * kept below {@code target/screenshots}.
 */
@Timeout(240)
class ConsoleBrowserTest {
  private static final String SECRET = "s3cret-of-the-console-test";
  private static final String RULES =
      """
      - rule: opened
        desc: a file was opened
        condition: evt.type = openat and evt.arg.name contains /f/
        output: opened %evt.arg.name <b>
        priority: WARNING
        tags: [files, T1]
      - rule: never
        desc: nothing does this
        condition: evt.type = openat and proc.name = nobody
        output: never
        priority: DEBUG
      """;
  private static final String CONFIGURATION =
      """
      # The test's own.
      rules_files: [rules.yaml]
      stdout_output: {enabled: true}
      http_output: {enabled: false, url: "http://127.0.0.1:9/hook?token=s3cret-of-the-console-test"}
      eyas:
        http_output: {headers: {Authorization: "Bearer s3cret-of-the-console-test"}}
      """;

  @TempDir private static Path folder;
  @AutoClose private static ConsoleBrowser console;
  private static CaptureFeed capture;
  private static Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    Files.writeString(folder.resolve("rules.yaml"), RULES);
    Files.writeString(folder.resolve("eyas.yaml"), CONFIGURATION);
    console = ConsoleBrowser.replay(folder);
    capture = console.capture();
    browser = console.browser();
    capture.feed(CaptureFeed.BATCH);
  }

  @BeforeEach
  void logIn() throws Exception {
    console.logIn();
  }

  private static void keep(String name) throws Exception {
    PageLook.check(browser, name);
    assertFalse(browser.evaluate("document.documentElement.outerHTML").contains(SECRET), name);
  }

  @Test
  void usersLogInAndOutAndWrongPasswordsAreBlocked() throws Exception {
    console.logOut();
    assertEquals("/login", browser.evaluate("location.pathname"));
    console.open("/rules");
    assertEquals("/login", browser.evaluate("location.pathname"), "the session is over");
    for (int i = 0; i < 5; i++) {
      browser.type("[name=user]", "stranger");
      browser.type("[name=password]", "wrong " + i);
      browser.follow("button");
      browser.await("document.querySelector('[role=alert]').textContent.includes('wrong')");
    }
    browser.type("[name=user]", "stranger");
    browser.type("[name=password]", "wrong again");
    browser.follow("button");
    browser.await("document.querySelector('[role=alert]').textContent.startsWith('Too many wrong passwords')");
    browser.complaints(); // it logs the status 401 of each
    keep("login");
    Thread.sleep(2_100); // the page said that one must wait this long
    browser.type("[name=user]", "admin");
    browser.type("[name=password]", ConsoleRun.PASSWORD);
    browser.follow("button");
    assertEquals("/rules", browser.evaluate("location.pathname"));
  }

  @Test
  void theOverviewShowsWhatRuns() throws Exception {
    console.open("/");
    browser.await("document.querySelector('#sources').innerText.includes('syscall')");
    browser.await("document.querySelector('#outputs').innerText.includes('stdout')");
    browser.await("document.querySelector('#tiles').innerText.includes('rules active')");
    browser.await("document.querySelector('#chart svg') !== null");
    capture.feed(CaptureFeed.BATCH);
    for (int column : new int[] {1, 2}) {
      browser.await("JSON.parse(document.querySelector('#chart').dataset.points).some(point => point[" + column + "] > 0)");
    }
    keep("overview");
  }

  private static String firstCount() {
    return "Number(document.querySelector('#alerts .group') ? document.querySelector('#alerts .group').dataset.number : 0)";
  }

  @Test
  void groupsOfAlertsCountLiveAndOpenByKeys() throws Exception {
    console.open("/alerts");
    browser.await("document.querySelector('#stream').textContent === 'live'");
    String before = browser.evaluate(firstCount());
    capture.feed(20);
    browser.await(firstCount() + " > " + before);
    browser.evaluate(key("j"));
    browser.press("#alerts .group > summary");
    browser.await("document.querySelectorAll('#alerts .group .alert').length >= 20");
    assertEquals("Mute this group",
        browser.evaluate("document.querySelector('#alerts .group > .detail > p > a[href^=\"/mute?\"]').textContent"));
    keep("alert-groups");
    browser.evaluate(key("j"));
    browser.await("document.activeElement.closest('.alert') !== null");
    browser.evaluate(key("k"));
    browser.evaluate(key("Escape"));
    browser.await("document.querySelector('#alerts .group').open === false");
    browser.evaluate(key("/"));
    browser.await("document.activeElement.id === 'query'");
  }

  private void send(String priority, int urgency, int count) throws Exception {
    browser.evaluate("feed.dispatchEvent(new MessageEvent('alerts', {data: `<details class='group' data-key='sent'"
        + " data-urgency='" + urgency + "' data-number='" + count + "'><summary><span class='badge'>" + priority
        + "</span><span class='count'>" + count + "</span><span class='first'></span></summary></details>`}))");
  }

  @Test
  void aGroupKeepsItsMostUrgentPriorityAndSaysThatItsCountMayNotBeComplete() throws Exception {
    console.open("/alerts");
    browser.evaluate("document.getElementById('alerts').dataset.complete = 'false', window.EventSource ="
        + " class extends EventTarget { constructor() { super(); window.feed = this; } close() {} }");
    String script = Files.readString(Path.of("../../bundles/console/src/main/resources/org/eyas/console/static/alerts.js"));
    browser.evaluate(script.substring(script.indexOf("(function"), script.lastIndexOf(';')));
    send("Notice", 5, 1);
    send("Error", 3, 2);
    send("Notice", 5, 4);
    String row = "document.querySelector('[data-key=sent]')";
    assertEquals("Error", browser.evaluate(row + ".querySelector('.badge').textContent"));
    assertEquals("at least 7", browser.evaluate(row + ".querySelector('.count').textContent"));
    assertEquals("3", browser.evaluate(row + ".dataset.urgency"));
  }

  private static String key(String key) {
    return "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: '" + key + "', bubbles: true}))";
  }

  @Test
  void aQueryIsCompletedSearchedAndKeptInTheAddress() throws Exception {
    capture.feed(20);
    console.open("/alerts");
    browser.type("#query", "prio");
    browser.await("document.querySelector('#choices li') && document.querySelector('#choices').innerText === 'priority'");
    browser.evaluate("document.querySelector('#choices li').dispatchEvent(new MouseEvent('mousedown', {bubbles: true}))");
    browser.await("document.querySelector('#query').value === 'priority>='");
    browser.await("document.querySelector('#choices').innerText.startsWith('emergency')");
    keep("alert-query");
    browser.type("#query", "priority>=error");
    browser.follow("#search button");
    browser.await("document.querySelector('#none').hidden === false");
    assertTrue(browser.evaluate("location.search").contains("q=priority%3E%3Derror"));
    keep("alert-none");
    browser.type("#query", "priority>=loud");
    browser.follow("#search button");
    browser.await("document.querySelector('[role=alert]').textContent.includes('is not a priority')");
    browser.complaints(); // it logs the status 400
    browser.type("#query", "rule:OPEN* priority>=warning");
    browser.follow("#search button");
    browser.await("document.querySelectorAll('#alerts .group').length === 1");
  }

  @Test
  void aStormDoesNotSlowTheBrowser() throws Exception {
    console.open("/alerts?view=alerts");
    browser.await("document.querySelector('#stream').textContent === 'live'");
    capture.feed(3_000);
    browser.await("document.querySelector('#missed').textContent.includes('alerts came')");
    String rows = browser.evaluate("document.querySelectorAll('#alerts > details').length");
    assertTrue(Integer.parseInt(rows) <= 200, rows);
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void alertsComeLiveAndAreExplained() throws Exception {
    console.open("/alerts?view=alerts&q=rule:OPEN*+tag:T1");
    browser.await("document.querySelector('#stream').textContent === 'live'");
    String before = browser
        .evaluate("document.querySelector('#alerts details') ? document.querySelector('#alerts details').dataset.number : 0");
    capture.feed(20);
    browser.await("Number(document.querySelector('#alerts details').dataset.number) > " + before);
    assertTrue(browser.evaluate("document.querySelector('#alerts .message').textContent").contains("<b>"), "text, not markup");
    browser.press("#alerts details summary");
    browser.await("document.querySelector('#alerts .detail').innerText.includes('evt.arg.name')");
    browser.await("document.querySelector('#alerts .detail').innerText.includes('Why the rule fired')");
    keep("alerts");
  }

  @Test
  void aRuleIsSwitchedOffAndOnInTheFile() throws Exception {
    console.open("/rules?text=never");
    browser.follow("button[value=disable]");
    browser.await("document.querySelector('button[value=enable]') !== null");
    browser.await("document.querySelector('[role=status]').textContent.includes(\"The rule 'never' is disabled\")");
    assertTrue(Files.readString(folder.resolve("eyas.yaml")).contains("disable"), "the file is the one place of it");
    browser.follow("button[value=enable]");
    browser.await("document.querySelector('button[value=disable]') !== null");
  }

  @Test
  void aMistakeInANewPasswordIsCorrectedOnTheSamePage() throws Exception {
    console.open("/account");
    browser.type("[name=password]", ConsoleRun.PASSWORD);
    browser.type("[name=fresh]", "a longer new password");
    browser.type("[name=again]", "a longer new passwort");
    browser.press("form:has([name=again]) button");
    browser.await("document.querySelector('[name=again]').validationMessage === 'The two new passwords differ.'");
    assertEquals("a longer new password", browser.evaluate("document.querySelector('[name=fresh]').value"));
    assertEquals("/account", browser.evaluate("location.pathname"));
  }

  @Test
  void aMissingPageLooksLikeTheOthers() throws Exception {
    console.open("/nothing");
    browser.await("document.querySelector('[role=alert]').textContent === 'There is no such page.'");
    browser.await("document.querySelector('header nav') !== null");
    browser.complaints(); // it logs the status 404
    keep("missing");
  }

  @Test
  void outputsAreTestedAndReopened() throws Exception {
    console.open("/channels");
    browser.follow("button[value=test]");
    browser.await("document.querySelector('[role=status]').textContent.includes('queued for stdout')");
    ConditionWait.until(() -> Files.readString(folder.resolve("out")).contains("This is a test of the output 'stdout'"));
    browser.follow("button[value=reopen]");
    browser.await("document.querySelector('[role=status]').textContent.includes('was reopened')");
    keep("channels");
  }

  @Test
  void theConfigurationIsEditedWithoutItsSecretsAndWithoutPrograms() throws Exception {
    console.open("/configuration");
    CodeEditor editor = CodeEditor.find(browser);
    browser.await("document.querySelector('#verdict').textContent === 'valid'");
    String shown = browser.evaluate(CodeEditor.VIEW + ".state.doc.toString()");
    assertTrue(shown.contains("(hidden 1)") && shown.contains("(hidden 2)") && !shown.contains(SECRET), shown);
    editor.append("program_output: {enabled: true, program: sh}\n");
    browser.await("document.querySelector('#remarks').innerText.includes('program_output.enabled')");
    keep("configuration-refused");
    editor.replace("program_output: {enabled: true, program: sh}", "json_output: true");
    browser.await("document.querySelector('#verdict').textContent === 'valid'");
    browser.press("#save");
    browser.await("document.querySelector('#count').textContent === '1 line added, 0 lines removed.'");
    keep("configuration-difference");
    browser.follow("#confirm");
    browser.await("document.querySelector('[role=status]').textContent.startsWith('Saved')");
    CodeEditor.find(browser);
    keep("configuration");
    String text = Files.readString(folder.resolve("eyas.yaml"));
    assertTrue(text.contains("Bearer " + SECRET) && text.endsWith("json_output: true\n"), text);
  }

  @Test
  void everyOtherPageWorksAndActionsAreInTheAuditLog() throws Exception {
    console.open("/account");
    browser.await("document.body.innerText.includes('vic')");
    keep("account");
    console.open("/completeness");
    browser.await("document.body.innerText.includes('What stays in the kernel')");
    keep("completeness");
    console.open("/audit");
    browser
        .await("document.body.innerText.includes('log in') && document.body.innerText.includes('console:admin from 127.0.0.1')");
    keep("audit");
  }

  @Test
  void noSecretIsInTheLog() throws Exception {
    String log = console.run().log();
    assertFalse(log.contains(SECRET), log);
    assertFalse(log.contains(ConsoleRun.PASSWORD), log);
  }
}
