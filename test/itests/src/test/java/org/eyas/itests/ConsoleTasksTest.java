package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a person does in an incident, in the console of the program as shipped, which watches this machine, in a real browser. Each
 * task must take the machine at most a minute; docs/console.md has the times. Skipped unless root on a kernel that runs the probe.
 */
@Timeout(300)
class ConsoleTasksTest {
  private static final String UID = "5869489f-8c7f-45dc-9abd-1b1620787bb3";
  private static final int NOISE = 40;
  private static final int[] WIDTHS = {1440, 390};

  @TempDir private static Path folder;
  @AutoClose private static ConsoleBrowser console;
  private static PodCgroup container;
  private static Chromium browser;
  private static int noise; // of all tests before

  @BeforeAll
  static void start() throws Exception {
    ReadyEngine.requireRoot();
    container = PodCgroup.of(UID, "sleep 600");
    Path bundle = Files.createDirectories(folder.resolve("containerd/io.containerd.runtime.v2.task/k8s.io/" + container.id()));
    Files.writeString(bundle.resolve("config.json"), resource("bundle.json").replace("ID", container.id()));
    for (String name : new String[] {"rules.d", "secrets", "vault", "etc"}) {
      Files.createDirectory(folder.resolve(name));
    }
    Files.writeString(folder.resolve("secrets/key"), "a key\n");
    Files.writeString(folder.resolve("vault/key"), "a key\n");
    Files.copy(Path.of("/bin/cat"), folder.resolve("backup"));
    write("rules.d/rules.yaml", resource("rules.yaml"));
    write("eyas.yaml", resource("eyas.yaml"));
    console = ConsoleBrowser.live(folder);
    browser = console.browser();
    console.open("/");
    browser.await("!document.querySelector('#tiles b').textContent.startsWith('0')"); // events arrive
  }

  private static String resource(String name) throws Exception {
    try (var in = ConsoleTasksTest.class.getResourceAsStream("tasks/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("FOLDER", folder.toString());
    }
  }

  private static void write(String file, String text) throws Exception {
    Files.writeString(folder.resolve(file), text);
  }

  @AfterAll
  static void end() throws Exception {
    if (container != null) {
      container.close();
    }
  }

  @BeforeEach
  void logIn() throws Exception {
    console.logIn();
  }

  private static void shell(String script) throws Exception {
    Program.of("sh", "-c", "cd " + folder + "; " + script).run();
  }

  private static void makeNoise() throws Exception {
    noise += NOISE;
    shell("for i in $(seq " + NOISE + "); do ./backup $PWD/secrets/key; done");
  }

  private static void copyKey() throws Exception {
    shell("cp $PWD/vault/key etc/copy");
  }

  private static void attack() throws Exception {
    shell("cat $PWD/secrets/key");
  }

  @Test
  void theLoudestRuleIsMutedWithoutItsAttack() throws Exception {
    makeNoise();
    attack();
    Task task = new Task("mute the noise of the loudest rule, not the attack in it", browser);
    task.open(console, "/");
    task.await("document.querySelector('#tops section li')?.innerText.includes('Secret read')");
    task.follow("#tops section li a");
    task.await("document.querySelectorAll('#alerts .group').length === 2");
    task.press("#alerts .group[data-key*=backup] > summary");
    task.follow("#alerts .group[data-key*=backup] a[href^='/mute?']");
    task.await(
        "document.querySelector('[role=status]').textContent === 'Hides " + noise + " of " + noise
            + " such alerts, and not the other one of this rule.'");
    task.type("[name=reason]", "the backup reads all files");
    task.follow("button.primary");
    task.await("document.body.innerText.includes('the backup reads all files')");
    int shown = noise;
    makeNoise();
    attack();
    task.open(console, "/alerts?q=rule:%22Secret+read%22");
    task.await("document.querySelector('#alerts .group:not([data-key*=backup]) .count').textContent === '2'");
    assertEquals(String.valueOf(shown),
        browser.evaluate("document.querySelector('#alerts .group[data-key*=backup] .count').textContent"));
    task.done();
    console.open("/");
    browser.await("document.querySelector('#tops section li') !== null && document.querySelector('#timeline a') !== null");
    PageLook.check(browser, "overview-alerts");
  }

  private static Task taskAt(String name, int width) throws Exception {
    browser.look(width, 844, "light");
    return new Task(name, browser);
  }

  private static void isWhole(int width) {
    browser.await("document.documentElement.scrollWidth <= " + width, "[...document.querySelectorAll('body *')]"
        + ".filter(e => e.getBoundingClientRect().right > " + width + ").map(e => e.outerHTML.slice(0, 200)).join('\\n')");
  }

  @Test
  void theLoudestRuleOfTheLastHourIsSeenAfterOneClick() throws Exception {
    makeNoise();
    for (int width : WIDTHS) {
      Task task = taskAt("the loudest rule of the last hour", width);
      task.open(console, "/");
      task.follow("#times [data-last='1h']");
      task.await("/during=[^&]+Z$/.test(decodeURIComponent(location.search))");
      task.await("document.querySelector('#tops section li')?.innerText.includes('Secret read')");
      task.await("document.querySelector('#during time') !== null");
      isWhole(width);
      task.doneAt(width);
      console.open("/rules?q=x");
      browser.press("#times summary");
      browser.await("document.querySelector('#custom-time button').offsetParent !== null");
      isWhole(width);
      browser.evaluate("(document.querySelector('#custom-time [name=from]').value = '2026-01-02T03:04:05')");
      browser.follow("#custom-time button");
      browser.await("new Date(2026, 0, 2, 3, 4, 5).toISOString().slice(0, 19) + 'Z'"
          + " === new URLSearchParams(location.search).get('during').split('..')[0]");
      assertEquals("/rules?q=x", browser.evaluate("document.querySelector('[data-any-time]').getAttribute('href')"));
      browser.follow("[data-any-time]");
      assertEquals("true", browser.evaluate("document.querySelector('#during') === null"));
    }
    console.open("/");
    browser.follow("#times [data-last='15m']");
    PageLook.check(browser, "overview-time");
  }

  @Test
  void theEventsLostInAMinuteAreSeenAfterTwoClicks() throws Exception {
    for (int width : WIDTHS) {
      Task task = taskAt("events lost in a minute", width);
      task.open(console, "/");
      task.follow("nav a[href='/completeness']");
      task.follow("tbody .title a[href*='rule=']");
      task.await("document.querySelectorAll('tbody tr:has(time.mono) td[data-label=Lost]').length > 0");
      isWhole(width);
      task.doneAt(width);
    }
  }

  @Test
  void alertsAreExportedWithTheColumnsOfTheReader() throws Exception {
    makeNoise();
    for (int width : WIDTHS) {
      Task task = taskAt("export with chosen columns", width);
      task.open(console, "/alerts?q=rule:%22Secret+read%22");
      task.press(".saved > summary");
      task.type("#column", "proc.pname");
      task.follow("form:has(#column) button");
      task.await("document.querySelector('a[href*=\"format=csv\"]') !== null");
      browser.evaluate("document.addEventListener('click', (event) => event.preventDefault() || fetch(event.target.href)"
          + ".then((reply) => reply.text()).then((text) => window.eyasFile = text), {once: true})");
      task.press("a[href*='format=csv']");
      task.await("window.eyasFile?.split('\\r\\n')[0].endsWith(',tags,proc.pname')");
      task.await("window.eyasFile.split('\\r\\n')[1].endsWith(',\"sh\"')");
      isWhole(width);
      task.doneAt(width);
      browser.follow("[aria-label='Remove the column proc.pname']");
    }
  }

  @Test
  void theCountsBesideTheListLeaveOutAProgramAndTheChartShowsAMoment() throws Exception {
    makeNoise();
    attack();
    for (int width : WIDTHS) {
      Task task = taskAt("alerts without the loudest program", width);
      task.open(console, "/alerts?view=alerts&q=rule:%22Secret+read%22");
      task.await("document.querySelector('#histogram svg a rect') !== null");
      isWhole(width);
      task.follow("#counts .without[href*='program']");
      task.await("new URLSearchParams(location.search).get('q').includes('-program:')");
      task.await("document.querySelector('#alerts') !== null && !document.querySelector('#alerts').innerText.includes('backup')");
      task.doneAt(width);
      Task moment = taskAt("alerts of a moment in the chart", width);
      moment.open(console, "/alerts?view=alerts");
      moment.follow("#histogram a");
      moment
          .await("new URLSearchParams(location.search).get('during') !== null && document.querySelector('#alerts > *') !== null");
      moment.doneAt(width);
    }
  }

  @Test
  void thePodAndTheCommandThatWroteAFileAreFound() throws Exception {
    Process shell = container.exec("sh -s");
    shell.getOutputStream().write(("cp /etc/hostname " + folder + "/etc/crontab\n").getBytes(StandardCharsets.UTF_8));
    shell.getOutputStream().flush();
    Task task = new Task("find the pod and the command that wrote a file", browser);
    task.open(console, "/alerts");
    task.type("#query", "fd.name:*/etc/crontab");
    task.follow("#search button");
    task.await("document.querySelector('#alerts .group .place').textContent.includes('shop/web-1')");
    task.press("#alerts .group > summary");
    task.await("document.querySelector('#alerts .group .alert') !== null");
    task.press("#alerts .group .alert > summary");
    task.follow("#alerts .group .alert a[href^='/alert?']");
    String text = browser.text();
    assertTrue(text.contains(", in shop/web-1 nginx"), text);
    assertTrue(text.contains("cp /etc/hostname " + folder + "/etc/crontab"), text);
    task.done();
    PageLook.check(browser, "alert-pod", ".tree + h3"); // below the processes of this machine
    browser.evaluate("(document.querySelector('#capture [name=minutes]').value = '5')");
    browser.follow("#capture [value=start]");
    browser.await("/capturing It ends in \\d+\\u202f(s|min)/.test(document.querySelector('#capture').innerText)");
    browser.await("document.querySelector('#capture').innerText.includes(' so far')");
    PageLook.check(browser, "alert-capture", "section:has(#capture)");
    browser.follow("#capture [value=end]");
    browser.await("document.querySelector('#capture').innerText.includes('The capture is complete')");
  }

  @Test
  void aRuleIsChangedAndTheChangeIsProven() throws Exception {
    Task task = new Task("change a rule and prove the change", browser);
    task.open(console, "/rules");
    task.type("[name=text]", "Key copied");
    task.await("document.querySelector('#shown').textContent === '1'");
    task.follow("#found .title a");
    CodeEditor editor = CodeEditor.find(browser);
    task.press("[data-do=record]");
    task.await("document.querySelector('#journal').innerText.includes('recording')");
    ConditionWait.until(
        () -> {
          copyKey();
          return browser.evaluate("document.querySelector('#journal').innerText.includes('events from')").equals("true");
        });
    task.press("[data-do=try]");
    task.await("document.querySelector('#answer').innerText.startsWith('0 matches in ')");
    task.change(editor, "/keys/", "/vault/");
    task.await("document.querySelector('#verdict').textContent === 'valid'");
    task.press("[data-do=try]");
    task.await("document.querySelector('#answer').innerText.match(/^[1-9].* matches in /) !== null");
    task.press("#save");
    task.await("document.querySelector('#changes').open");
    task.follow("#confirm");
    task.await("document.querySelector('[role=status]').textContent.includes('is saved')");
    task.open(console, "/alerts?q=rule:%22Key+copied%22");
    ConditionWait.until(
        () -> {
          copyKey();
          return browser.evaluate("document.querySelectorAll('#alerts .group').length").equals("1");
        });
    task.done();
  }

  @Test
  void theReasonWhyThereIsNoDataIsFoundAndEnded() throws Exception {
    ConsoleRun other = console.run().another();
    other.logIn();
    assertEquals(303, other.submit("/bundles", "do", "stop", "bundle", "org.eyas.driver.ebpf").statusCode());
    console.open("/");
    browser.await("document.querySelector('#health').innerText.includes('modern_ebpf: no bundle offers it')");
    assertEquals("1", browser.evaluate("document.querySelectorAll('#health a[href=\"/audit\"]').length"),
        "the only possible cause");
    PageLook.check(browser, "overview-degraded");
    Task task = new Task("see why the last minute has no data, and end it", browser);
    task.open(console, "/");
    task.await("document.querySelector('#health').innerText.includes('modern_ebpf: no bundle offers it')");
    task.await("/stop bundle org.eyas.driver.ebpf by console:admin/.test(document.querySelector('#health').innerText)");
    task.follow("#health a[href='/bundles']");
    task.follow("form:has([value='org.eyas.driver.ebpf']) [value=start]");
    task.open(console, "/");
    task.await("document.querySelector('#health').innerText.startsWith('Healthy: ')");
    task.done();
  }

  @Test
  void theDriverIsSwitchedOnThePageOfChannels() throws Exception {
    console.open("/channels");
    browser.look(390, 844, "light");
    browser.evaluate("window.confirm = () => true");
    browser.follow("form:has([value=driver]) button");
    browser.await("document.querySelector('[role=status]').textContent === 'The driver is now auto.'");
    browser.await("document.body.innerText.includes('modern_ebpf')");
  }
}
