package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The forms of the configuration, saved searches, columns and Felix's pages, in the console of the program as shipped. */
@Timeout(300)
class SystemBrowserTest {
  private static final String CONFIGURATION =
      """
      # The test's own.
      rules_files: [rules.yaml]
      stdout_output: {enabled: true}  # alerts
      http_output:
        enabled: false
        url: "http://127.0.0.1:9/hook?token=s3cret-of-the-form-test"
      eyas:
        http_outputs:
          - name: second # one of several
            url: http://127.0.0.1:9/
      """;

  @TempDir private static Path folder;
  @AutoClose private static ConsoleBrowser console;
  private static CaptureFeed capture;
  private static Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    Files.writeString(folder.resolve("rules.yaml"), CaptureFeed.RULE);
    Files.writeString(folder.resolve("eyas.yaml"), CONFIGURATION);
    console = ConsoleBrowser.replay(folder);
    capture = console.capture();
    browser = console.browser();
    capture.feed(CaptureFeed.BATCH);
  }

  private static void enter(String key, String value) throws Exception {
    browser.evaluate("(document.getElementById('" + key + "').value = '" + value + "', true)");
  }

  private static String file() throws Exception {
    return Files.readString(folder.resolve("eyas.yaml"));
  }

  @Test
  void aKeyIsFoundChangedCheckedAndSavedAsTheSmallestChangeOfTheFile() throws Exception {
    String before = file();
    console.open("/configuration/keys");
    browser.await("document.body.innerText.includes('http_output')");
    PageLook.check(browser, "configuration-sections");
    browser.type("form[role=search] [name=text]", "json_output");
    browser.follow("form[role=search] button");
    browser.await("document.getElementById('json_output').value === 'false'");
    PageLook.check(browser, "configuration-form");
    enter("json_output", "true");
    browser.follow("#keys button");
    browser.await("document.querySelector('.diff ins') !== null");
    assertEquals("json_output: true", browser.evaluate("document.querySelector('.diff ins').textContent"));
    assertEquals(before, file(), "nothing is saved yet");
    PageLook.check(browser, "configuration-change");
    browser.follow("#save");
    browser.await("document.querySelector('[role=status]').textContent.startsWith('Saved')");
    assertEquals("true", browser.evaluate("document.getElementById('json_output').value"));
    assertEquals(before + "json_output: true\n", file());
    console.open("/audit");
    browser.await("document.body.innerText.includes('eyas.yaml: json_output')");
  }

  @Test
  void keysAndTheirValuesAreCompletedAndExplainedInTheText() throws Exception {
    console.open("/configuration");
    CodeEditor editor = CodeEditor.find(browser);
    editor.cursorAfter("url: http://127.0.0.1:9/\n");
    browser.insert("      form");
    browser.await(completion("some(item => item.textContent.startsWith('format'))"));
    browser.insert("at: s");
    browser.await(completion("some(item => item.textContent === 'slack')"));
    browser.key("Escape", 27, false);
    browser.point(
        "(() => { const view = " + CodeEditor.VIEW + "; const at = view.state.doc.toString().indexOf('name: second');"
            + " const box = view.coordsAtPos(at + 2); return (box.left + 1) + ',' + (box.top + 5); })()");
    browser.await(CodeEditor.CODE + ".querySelector('.explanation b')?.textContent === 'eyas.http_outputs[].name'");
    PageLook.check(browser, "configuration-text");
  }

  private static String completion(String script) {
    return "[..." + CodeEditor.CODE + ".querySelectorAll('.cm-tooltip-autocomplete li')]." + script;
  }

  @Test
  void anEntryOfAListIsChangedInItsLineAndOneIsAdded() throws Exception {
    console.open("/configuration/keys?section=eyas.http_outputs");
    assertEquals("second", browser.evaluate("document.getElementById('eyas.http_outputs[0].name').value"));
    enter("eyas.http_outputs[0].format", "slack");
    enter("eyas.http_outputs[1].name", "third");
    enter("eyas.http_outputs[1].url", "http://127.0.0.1:9/third");
    browser.follow("#keys button");
    browser.follow("#save");
    browser.await("document.querySelector('[role=status]').textContent.startsWith('Saved')");
    String text = file();
    assertTrue(text.contains("    - name: second # one of several\n      url: http://127.0.0.1:9/\n      format: slack\n"), text);
    assertTrue(text.contains("    - name: third\n      url: \"http://127.0.0.1:9/third\"\n"), text);
  }

  @Test
  void secretsAreHiddenInTheFormAndStayIfTheirFieldsStay() throws Exception {
    console.open("/configuration/keys?section=http_output");
    assertEquals("(hidden 1)", browser.evaluate("document.getElementById('http_output.url').value"));
    enter("http_output.user_agent", "a test/1 with \"quotes\"");
    browser.follow("#keys button");
    browser.follow("#save");
    browser.await("document.querySelector('[role=status]').textContent.startsWith('Saved')");
    assertTrue(file().contains("token=s3cret-of-the-form-test\""), file());
    assertTrue(file().contains("user_agent: \"a test/1 with \\\"quotes\\\"\"\n"), file());
    assertFalse(browser.evaluate("document.documentElement.outerHTML").contains("s3cret"));
  }

  @Test
  void aWrongValueIsRejectedAndStaysInItsField() throws Exception {
    console.open("/configuration/keys?text=buf_size_preset");
    enter("engine.kmod.buf_size_preset", "99");
    browser.follow("#keys button");
    browser.await("document.querySelector('[role=alert]').textContent.includes('engine.kmod.buf_size_preset')");
    assertEquals("99", browser.evaluate("document.getElementById('engine.kmod.buf_size_preset').value"));
    browser.complaints(); // it logs the status 409
    PageLook.check(browser, "configuration-rejected");
  }

  @Test
  void aRejectedActionSaysWhyAndLeadsBack() throws Exception {
    console.open("/bundles");
    browser.evaluate("window.confirm = () => true");
    browser.evaluate("(document.querySelector('form:has([value=stop]) [name=bundle]').value = 'org.eyas.core', true)");
    browser.follow("form:has([value=stop]) button");
    browser.await("document.body.innerText.includes('org.eyas.core is part of the base')");
    browser.complaints(); // it logs the status 409
    PageLook.check(browser, "refused");
  }

  @Test
  void timesAreRelativeAndHaveTheTimeOfTheBrowserAsTitle() throws Exception {
    console.open("/audit");
    browser.await("/^\\d+\\u202f(s|min) ago$/.test(document.querySelector('td time').textContent)");
    browser.await(
        "Math.abs(Date.parse(document.querySelector('td time').dateTime)"
            + " - new Date(document.querySelector('td time').title.slice(0, 23).replace(' ', 'T')).getTime()) < 1000");
  }

  @Test
  void aSearchIsSavedAndFieldsBecomeColumns() throws Exception {
    capture.feedProgram("/");
    capture.feed(20);
    console.open("/alerts?view=alerts&q=rule:opened");
    browser.evaluate("(document.querySelector('.saved').open = true)");
    browser.type(".saved [name=name]:not([type=hidden]):not(#column)", "Opened files");
    browser.follow(".saved button[value=save]");
    browser.await("document.querySelector('.saved a').textContent === 'Opened files'");
    browser.type("#column", "proc.pn");
    browser.await("[...document.querySelectorAll('#fields option')].some((option) => option.value === 'proc.pname')");
    browser.type("#column", "evt.arg.name");
    browser.follow("button[value=add-column]");
    browser.await("document.querySelector('.alert .cells').textContent.includes('/f/')");
    browser.evaluate("(document.querySelector('.saved').open = true)");
    PageLook.check(browser, "alert-columns");
    console.open("/alerts");
    browser.evaluate("(document.querySelector('.saved').open = true)");
    browser.follow(".saved .chips a");
    assertEquals("rule:opened", browser.evaluate("document.getElementById('query').value"));
  }

  @Test
  void felixsPagesHaveTheHeaderThatLeadsBack() throws Exception {
    console.open("/bundles");
    browser.await("document.body.innerText.includes('This output sends nothing until it starts again')");
    PageLook.check(browser, "bundles");
    browser.follow("a[href='/system/console/bundles']");
    browser.await("document.body.innerText.includes('org.eyas.core')");
    browser.await("getComputedStyle(document.querySelector('header.eyas')).display === 'flex'");
    browser.screenshot(Path.of("target/screenshots/felix-1440-light.png"));
    for (String page : List.of("services", "components", "configMgr", "licenses")) {
      console.open("/system/console/" + page);
      browser.await("document.querySelector('header.eyas [aria-current]').textContent === 'Felix'");
    }
    browser.follow("header.eyas a[href='/bundles']");
    assertEquals("/bundles", browser.evaluate("location.pathname"));
  }
}
