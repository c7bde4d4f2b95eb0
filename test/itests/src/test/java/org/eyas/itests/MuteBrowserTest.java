package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a loud rule to a mute and back, in the console of the program as shipped, in a real browser. */
@Timeout(240)
class MuteBrowserTest {
  private static final String RULES =
      """
      - rule: opened
        desc: a file was opened
        condition: evt.type = openat and evt.arg.name contains /f/
        output: opened %evt.arg.name by %proc.name
        priority: WARNING
      """;

  @TempDir private static Path folder;
  @AutoClose private static ConsoleBrowser console;
  private static CaptureFeed capture;
  private static Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectory(folder.resolve("rules.d"));
    Files.writeString(folder.resolve("rules.d/rules.yaml"), RULES);
    Files.writeString(folder.resolve("eyas.yaml"), "rules_files: [rules.d]\nstdout_output: {enabled: true}\n");
    console = ConsoleBrowser.replay(folder);
    capture = console.capture();
    browser = console.browser();
  }

  private static List<String> mutes() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("rules.d"))) {
      return files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("zz-mute-")).toList();
    }
  }

  @Test
  void aLoudRuleIsFoundLookedIntoAndMutedAndTheMuteEnds() throws Exception {
    capture.feed(5); // of a program that is not known yet
    capture.feedProgram("/");
    console.open("/alerts");
    console.feedUntil("document.querySelector('#alerts .group[data-key*=opener]') !== null");
    browser.press("#alerts .group[data-key*=opener] > summary");
    browser.follow("#alerts .group[data-key*=opener] a[href^='/mute?']");
    browser.await("document.querySelector('[role=status]').textContent.startsWith('Hides ')");
    browser.follow("form[action='/mute'] button"); // Try
    browser.await("document.querySelectorAll('[type=checkbox]:checked').length > 0");
    PageLook.check(browser, "mute");
    browser.follow("a[href^='/alert?']");
    browser.await("document.body.innerText.includes('Why the rule fired')");
    PageLook.check(browser, "alert");
    String alert = browser.evaluate("location.pathname + location.search");
    browser.follow("#document");
    assertEquals("/rules/edit", browser.evaluate("location.pathname"));
    CodeEditor.find(browser);
    browser.await("document.querySelector('[data-do=record]') !== null");
    console.open(alert);
    browser.follow("a[href^='/mute?']");
    browser.type("[name=reason]", "the test does this");
    browser.follow("button.primary");
    assertEquals("/mutes", browser.evaluate("location.pathname"));
    assertEquals(1, mutes().size());
    capture.feed(20);
    console.open("/mutes");
    console.feedUntil("document.querySelector('[role=status], table tbody tr') !== null || (location.reload(), false)");
    browser.await("document.body.innerText.includes('the test does this')");
    PageLook.check(browser, "mutes");
    console.open("/tuning"); // the alerts of the capture are older than a week
    browser.await("document.body.innerText.includes('nothing to tune')");
    PageLook.check(browser, "tuning-empty");
    console.open("/tuning?during=2023-11-14T22:00:00Z..2023-11-14T23:00:00Z");
    browser.press(".alerts details > summary");
    browser.await("document.querySelector('.alerts details .detail').innerText.includes('Hides ')");
    browser.press(".alerts details[data-load*=together] > summary");
    browser.await(
        "document.querySelector('.alerts details[data-load*=together] .detail').innerText.includes('of this rule in the history')");
    PageLook.check(browser, "tuning");
    console.open("/mutes");
    browser.evaluate("window.confirm = () => true");
    browser.follow("form[action='/mutes'] button");
    browser.await("document.querySelector('[role=status]').textContent.includes('is ended')");
    assertTrue(mutes().isEmpty());
  }

  @Test
  void aRangeThatOneDragsOverInTheDayIsTheTimeOfAllPages() throws Exception {
    console.open("/");
    browser.await("document.querySelector('#timeline svg') !== null");
    // The alerts of the capture are older than a day, so the test draws some of today.
    String drawn =
        browser.evaluate(
            "(() => { const figure = document.getElementById('timeline');"
                + " const steps = JSON.parse(figure.dataset.steps); steps[40] = [steps[40][0], 1, 2, 3];"
                + " figure.dataset.steps = JSON.stringify(steps); document.dispatchEvent(new Event('renewed'));"
                + " return figure.querySelectorAll('a rect').length + ' ' + figure.querySelectorAll('a[tabindex=\"0\"]').length; })()");
    assertEquals("3 1", drawn, "a part for each priority, and one bar that Tab reaches");
    browser.evaluate(
        "(() => { const svg = document.querySelector('#timeline svg'); const box = svg.getBoundingClientRect();"
            + " const send = (name, part) => svg.dispatchEvent(new PointerEvent(name, {bubbles: true,"
            + " clientX: box.left + part * box.width, clientY: box.top + 20}));"
            + " send('pointerdown', 0.25); send('pointermove', 0.5); send('pointerup', 0.5); return true; })()");
    browser.await(
        "(() => { const during = new URLSearchParams(location.search).get('during') || '';"
            + " const [from, to] = during.split('..').map((time) => Date.parse(time));"
            + " return Math.abs(to - from - 6 * 3600000) < 600000; })()");
    browser.await("document.querySelectorAll('#timeline .edge').length === 2");
    PageLook.check(browser, "overview-time");
    String time = browser.evaluate("location.search");
    browser.follow("nav a[href^='/rules']");
    assertEquals("/rules" + time, browser.evaluate("location.pathname + location.search"));
    browser.follow("#found .title a"); // a link of the page, not of the navigation
    assertTrue(browser.evaluate("location.search").contains(time.substring(1)), browser.evaluate("location.search"));
    browser.follow("nav a[href^='/alerts']");
    browser.type("#query", "priority>=error");
    browser.follow("#search button");
    browser.await("new URLSearchParams(location.search).has('during')");
    PageLook.check(browser, "alerts-time");
    browser.follow("[data-any-time]");
    browser.await("!new URLSearchParams(location.search).has('during')");
    assertEquals("priority>=error", browser.evaluate("document.getElementById('query').value"));
    assertEquals(List.of(), browser.complaints());
  }
}
