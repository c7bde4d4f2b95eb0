package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The table and the editor of rules in the console of the program as shipped, in a real browser. */
@Timeout(240)
class RuleEditorBrowserTest {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final String RULES =
      """
      - list: quiet
        items: [nobody, nothing]
      - macro: opens
        condition: evt.type = openat
      - rule: opened
        desc: a file was opened
        condition: opens and evt.arg.name contains /f/ and not proc.name in (quiet)
        output: opened %evt.arg.name <b>
        priority: WARNING
        tags: [files, T1]
      - rule: never
        desc: nothing does this
        condition: >
          evt.type = openat and
          proc.name = nobody
        output: never
        priority: INFORMATIONAL
      """;
  private static final String CODE = CodeEditor.CODE;
  private static final String VIEW = CodeEditor.VIEW;

  @TempDir private static Path folder;
  @AutoClose private static ConsoleBrowser console;
  private static CaptureFeed capture;
  private static Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    Files.writeString(folder.resolve("eyas.yaml"), "rules_files: [rules.yaml]\nstdout_output: {enabled: true}\n");
    Files.writeString(folder.resolve("rules.yaml"), RULES);
    console = ConsoleBrowser.replay(folder);
    capture = console.capture();
    browser = console.browser();
    capture.feed(CaptureFeed.BATCH);
  }

  @BeforeEach
  void logIn() throws Exception {
    console.logIn();
  }

  private static CodeEditor openEditor() throws Exception {
    Files.writeString(folder.resolve("rules.yaml"), RULES);
    console.open("/rules/edit?document=rules.yaml&line=11");
    CodeEditor editor = CodeEditor.find(browser);
    browser.await("document.querySelector('#verdict').textContent === 'valid'");
    return editor;
  }

  private static String inSight(String selector) {
    return "(() => { const box = document.querySelector('" + selector + "').getBoundingClientRect();"
        + " return box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth; })()";
  }

  private static String completion(String script) {
    return "[..." + CODE + ".querySelectorAll('.cm-tooltip-autocomplete li')]." + script;
  }

  @Test
  void rulesAreSearchedWhileOneTypes() throws Exception {
    capture.feed(20);
    console.open("/rules");
    String all = browser.evaluate("document.querySelector('#shown').textContent");
    assertTrue(Integer.parseInt(all) >= 2, all);
    browser.type("[name=text]", "nev");
    browser.await("document.querySelector('#shown').textContent === '1'");
    browser.await("document.querySelector('#found').innerText.includes('never')");
    assertTrue(browser.evaluate("location.search").contains("text=nev"));
    browser.type("[name=text]", "");
    browser.await("document.querySelector('#shown').textContent === '" + all + "'");
    console.feedUntil("document.querySelector('.spark') !== null || (location.reload(), false)");
    for (int width : new int[] {1440, 768, 390}) {
      browser.look(width, 844, "light");
      browser.await("[...document.querySelectorAll('td[data-label=Priority] .badge')].every(badge => {"
          + " const range = document.createRange(); range.selectNodeContents(badge); return range.getClientRects().length === 1; })");
    }
    PageLook.check(browser, "rules");
  }

  @Test
  void fieldsMacrosAndListsAreCompletedWithTheirMeaning() throws Exception {
    CodeEditor editor = openEditor();
    editor.cursorAfter("evt.arg.name contains /f/");
    browser.insert(" and proc.pna");
    browser.await(completion("some(item => item.textContent.startsWith('proc.pname'))"));
    browser.await(CODE + ".querySelector('.cm-completionInfo').textContent.length > 20");
    PageLook.check(browser, "rule-completion");
    browser.key("Enter", 13, false);
    browser.await(VIEW + ".state.doc.toString().includes('contains /f/ and proc.pname')");
    browser.insert(" in (qui");
    browser.await(completion("some(item => item.textContent.startsWith('quietlist'))"));
    // The library ignores keys in the first moment after the list opens, so that typing on does not choose something.
    browser.await("(window.listSeen ??= performance.now()) + 500 < performance.now()");
    browser.key("Tab", 9, false);
    browser.insert(")");
    browser.await(VIEW + ".state.doc.toString().includes('proc.pname in (quiet) and not')");
    browser.await("document.querySelector('#verdict').textContent === 'valid'");
    editor.cursorAfter("nobody\n  output: never");
    browser.insert(" %evt.ty");
    browser.await(completion("some(item => item.textContent.startsWith('evt.type'))"));
    browser.key("Escape", 27, false);
  }

  @Test
  void keysOfRulesThatRememberAreCompletedWhereTheyBelong() throws Exception {
    CodeEditor editor = openEditor();
    editor.cursorAfter("priority: INFORMATIONAL");
    browser.insert("\n- rule: many\n  threshold:\n    cou");
    browser.await(completion("some(item => item.textContent.startsWith('count'))"));
    browser.key("Escape", 27, false);
    browser.insert("nt: 3\n- rule: steps\n  sequence:\n    without:\n      fo");
    browser.await(completion("some(item => item.textContent.startsWith('for'))"));
    browser.key("Escape", 27, false);
    browser.insert("r: 1m\n    o");
    browser.await(completion("some(item => item.textContent.startsWith('ordered'))"));
    assertEquals("false", browser.evaluate(completion("some(item => item.textContent.startsWith('count'))")));
  }

  @Test
  void theWordBelowThePointerIsExplained() throws Exception {
    openEditor();
    browser.await(CODE + ".querySelector('.cm-activeLine') !== null");
    browser.point(
        "(() => { const view = " + VIEW + "; const at = view.state.doc.toString().indexOf('opens and');"
            + " const box = view.coordsAtPos(at + 2); return (box.left + 1) + ',' + (box.top + 5); })()");
    browser.await(CODE + ".querySelector('.explanation').textContent === 'opens macro, this documentevt.type = openat'");
    browser.screenshot(SCREENSHOTS.resolve("rule-explanation-1280-light.png"));
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void anErrorIsMarkedAtItsWordWhileOneTypesAndGoesWithIt() throws Exception {
    CodeEditor editor = openEditor();
    editor.cursorAfter("proc.name = nobody");
    browser.insert(" and proc.nmae = x");
    browser.await("document.querySelector('#verdict').textContent === '1 error' && document.querySelector('#save').disabled");
    assertTrue(browser.evaluate("document.querySelector('#remarks').innerText").contains("proc.nmae"));
    browser.await(CODE + ".querySelector('.cm-lintRange-error').textContent === 'proc.nmae'");
    browser.await(CODE + ".querySelector('.cm-lint-marker-error') !== null");
    PageLook.check(browser, "rule-with-an-error");
    browser.key("z", 90, true);
    browser.await("document.querySelector('#verdict').textContent === 'valid' && !document.querySelector('#save').disabled");
    browser.await(CODE + ".querySelector('.cm-lintRange-error') === null");
  }

  @Test
  void saveAndTryStayInSightAtEveryWidthAndTryIsBesideTheText() throws Exception {
    openEditor();
    for (int width : new int[] {1440, 768, 390}) {
      browser.look(width, 844, "light");
      browser.await(inSight("#save"));
      browser.await(inSight("[data-do=try]"));
    }
    browser.await("document.querySelector('.dock').getBoundingClientRect().bottom"
        + " <= document.querySelector('#events').getBoundingClientRect().top");
    browser.look(1440, 900, "light");
    browser.await("document.querySelector('#trial').getBoundingClientRect().left"
        + " >= document.querySelector('#code').getBoundingClientRect().right");
    assertEquals("never", browser.evaluate("document.querySelector('#rule').value"), "the rule of the line");
    PageLook.check(browser, "rule-editor");
  }

  @Test
  void aChangedRuleIsTriedAndItsDifferenceIsShownBeforeItIsSaved() throws Exception {
    CodeEditor editor = openEditor();
    browser.press("[data-do=record]");
    console.feedUntil("document.querySelector('#journal').innerText.includes('recording')");
    console.feedUntil("document.querySelector('#journal').innerText.includes('events from')");
    editor.replace("proc.name = nobody", "evt.arg.name contains /f/");
    browser.await("document.querySelector('#verdict').textContent === 'valid'");
    browser.key("Enter", 13, true);
    browser.await("/^[1-9].* matches in/.test(document.querySelector('#answer').innerText)");
    PageLook.check(browser, "rule-tried");
    browser.press("#save");
    browser.await("document.querySelector('#changes').open");
    browser.await("document.querySelector('#count').textContent === '1 line added, 1 line removed.'");
    assertFalse(Files.readString(folder.resolve("rules.yaml")).contains("evt.arg.name contains /f/\n  output: never"));
    PageLook.check(browser, "rule-difference");
    browser.follow("#confirm");
    assertEquals("/rules", browser.evaluate("location.pathname"));
    browser.await("document.querySelector('[role=status]').textContent.startsWith('rules.yaml is saved')");
    assertTrue(Files.readString(folder.resolve("rules.yaml")).contains("evt.arg.name contains /f/\n  output: never"));
  }

  @Test
  void aTextThatSomebodyElseChangedMeanwhileIsNotLost() throws Exception {
    CodeEditor editor = openEditor();
    editor.cursorAfter("desc: nothing does this");
    browser.insert(", really");
    Files.writeString(folder.resolve("rules.yaml"), RULES + "# another hand\n");
    browser.key("s", 83, true);
    browser.await("document.querySelector('#changes').open");
    browser.press("#confirm");
    browser.await("document.querySelector('#refusal').textContent.includes('somebody else changed')");
    browser.complaints(); // it logs the status 409
    browser.press("#back");
    browser.await(VIEW + ".state.doc.toString().includes('does this, really')");
    assertTrue(Files.readString(folder.resolve("rules.yaml")).contains("# another hand"));
  }

  @Test
  void aViewerReadsWithExplanationsAndCannotChange() throws Exception {
    console.logOut();
    console.logIn(ConsoleBrowser.VIEWER, ConsoleBrowser.VIEWERS_PASSWORD);
    console.open("/rules/edit?document=rules.yaml");
    CodeEditor.find(browser);
    assertEquals("null", browser.evaluate("document.querySelector('#save')"));
    browser.evaluate(VIEW + ".focus()");
    String before = browser.evaluate(VIEW + ".state.doc.toString()");
    browser.insert("x");
    assertEquals(before, browser.evaluate(VIEW + ".state.doc.toString()"));
    PageLook.check(browser, "rule-viewer");
    console.logOut();
  }
}
