package org.eyas.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures the console of the program as shipped while many alerts are kept and come; {@code test/bench/console-load} starts it. */
final class ConsoleLoad {
  private static final String RULES =
      """
      - rule: Opened
        desc: d
        condition: evt.type in (open, openat) and fd.name = /etc/hostname and proc.name = calls
        output: opened | file=%fd.name user=%user.name process=%proc.name command=%proc.cmdline parent=%proc.pname tty=%proc.tty
        priority: WARNING
        tags: [files]
      """;
  private static final int TABS = 10;
  private static final int TABS_OF_ONE_USER = 4;
  private static final int ROUNDS = 15;
  private static final int FILL_PER_SECOND = 10_000;
  private static final Pattern NUMBER = Pattern.compile("data-number=\"(\\d+)\"");
  private static final Pattern LOST = Pattern.compile("data-label=\"Lost\"><span[^>]*>([^<]*)<");

  private final Path folder;
  private final ConsoleRun run;
  private final LoadLimits limits = new LoadLimits();
  private long opened;

  private ConsoleLoad(Path folder, ConsoleRun run) {
    this.folder = folder;
    this.run = run;
  }

  /**
   * Arguments: a folder with the program calls, the number of alerts, alerts per second, seconds, and whether the limits count. Exits
   * with 1 if something did not hold.
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Files.writeString(folder.resolve("rules.yaml"), RULES);
    Files.writeString(
        folder.resolve("eyas.yaml"),
        "engine: {kind: modern_ebpf}\nrules_files: [rules.yaml]\nfile_output: {enabled: true, filename: /dev/null}\n"
            + "stdout_output: {enabled: false}\neyas: {alert_history: {directory: " + folder.resolve("history") + "}}\n");
    List<String> exceeded;
    try (ConsoleRun run = ConsoleRun.start(folder)) {
      run.logIn();
      ConsoleLoad load = new ConsoleLoad(folder, run);
      load.measure(Long.parseLong(args[1]), Long.parseLong(args[2]), Long.parseLong(args[3]));
      exceeded = load.limits.exceeded();
    }
    exceeded.forEach(line -> say("DOES NOT HOLD", line));
    if (!exceeded.isEmpty() && Boolean.parseBoolean(args[4])) {
      System.exit(1);
    }
  }

  private void measure(long alerts, long perSecond, long seconds) throws Exception {
    engine("engine, nothing kept");
    storm(alerts, FILL_PER_SECOND).waitFor();
    settle();
    engine("engine, %,d alerts kept".formatted(newest()));
    pages();
    try (Chromium browser = Chromium.start(folder.resolve("browser"))) {
      tab(browser, "no alerts come");
      Process storm = storm(perSecond * seconds, perSecond);
      tab(browser, "%,d alerts/s come".formatted(perSecond));
      storm.waitFor();
    }
    tabs(perSecond, seconds);
    settle();
    long lost = lost();
    long kept = newest();
    say("opens, alerts, lost events", "%,d, %,d, %,d".formatted(opened, kept, lost));
    limits.atMost("lost events", lost, 0, "events");
    limits.atMost("opens without an alert", opened - kept, 0, "opens");
  }

  private long lost() throws Exception {
    Matcher lost = LOST.matcher(run.get("/channels").body());
    if (!lost.find()) {
      throw new IllegalStateException("the page of channels does not say how many events were lost");
    }
    return Long.parseLong(lost.group(1).replaceAll("\\D", ""));
  }

  private Process storm(long count, long perSecond) throws IOException {
    opened += count;
    return Program.of(folder.resolve("calls"), "open", Long.toString(count), Long.toString(perSecond))
        .start(folder.resolve("calls.out"), folder.resolve("calls.err"));
  }

  // The number of the newest alert stays the same.
  private void settle() throws Exception {
    for (long before = -1, now = newest(); before != now; before = now, now = newest()) {
      Thread.sleep(2_000);
    }
  }

  private long newest() throws Exception {
    Matcher number = NUMBER.matcher(run.get("/alerts?view=alerts").body());
    return number.find() ? Long.parseLong(number.group(1)) : 0;
  }

  /** Pages as a client gets them, in milliseconds. */
  private void pages() throws Exception {
    for (String path : List.of(
        "/", "/alerts", "/alerts?view=alerts", "/alerts?q=proc.name:nobody", "/alerts?q=user.name:root",
        "/alerts?q=%22not+there%22",
        "/alert?number=1000", "/alert?number=" + newest(), "/tuning", "/configuration/keys?text=output")) {
      List<Long> millis = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        long start = System.nanoTime();
        run.get(path);
        millis.add((System.nanoTime() - start) / 1_000_000);
      }
      say("page " + path, "first %d ms, %s".formatted(millis.getFirst(), summary(millis)));
    }
  }

  private void tab(Chromium browser, String when) throws Exception {
    browser.look(1440, 844, "light");
    browser.open(run.url() + "/login");
    if (browser.evaluate("location.pathname").equals("/login")) {
      browser.type("[name=user]", "admin");
      browser.type("[name=password]", ConsoleRun.PASSWORD);
      browser.follow("button");
    }
    for (String view : List.of("groups", "alerts")) {
      browser.open(run.url() + "/alerts?view=" + view);
      browser.await("document.querySelector('#alerts summary') !== null");
      for (String[] action : ACTIONS) {
        interactions(browser, view + ", " + action[0] + ", " + when, action);
      }
      memory(browser, view + ", memory of the tab, " + when);
    }
    newRows(browser, when);
  }

  /** The time that new alerts take the page's own script: passes them as its stream does. */
  private void newRows(Chromium browser, String when) throws Exception {
    browser
        .evaluate("window.EventSource = class extends EventTarget { constructor() { super(); window.feed = this; } close() {} }");
    String script = run.get("/static/alerts.js").body();
    browser.evaluate(script.substring(script.indexOf("(function"), script.lastIndexOf(';')));
    say("50 new alerts, " + when, "%.2f ms each".formatted(Double.parseDouble(browser.evaluate(NEW_ROWS))));
  }

  private void memory(Chromium browser, String what) throws Exception {
    long[] scripts = browser.memory();
    ProcessMemory tab =
        browser.renderers().stream()
            .map(process -> ProcessMemory.of(process.pid()))
            .max(Comparator.comparingLong(ProcessMemory::own))
            .orElseThrow();
    say(what, "%.1f MB of scripts, %,d nodes, %s".formatted(scripts[0] / 1e6, scripts[1], tab));
    limits.atMost(what, tab.own(), LoadLimits.TAB_MEGABYTES, "MB");
  }

  /** Interactions: a name, a script that acts, and a script that says whether the effect is there. */
  private static final String[][] ACTIONS = {
      {"open and close a row", "list.querySelector('summary').click()", "true"},
      {"next row (j)", "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}))",
          "document.activeElement.matches('summary')"},
      {"complete a name",
          "(box.value = '', document.getElementById('choices').hidden = true, box.value = 'proc', "
              + "box.dispatchEvent(new Event('input', {bubbles: true})))",
          "!document.getElementById('choices').hidden"},
      {"pause and continue", "(document.getElementById('pause').click(), document.getElementById('pause').click())", "true"},
  };

  /** Milliseconds for each of 50 new rows with their layout; they are rows that are there, with numbers that are new. */
  private static final String NEW_ROWS =
      """
      (() => {
        const list = document.getElementById('alerts');
        const rows = [...list.children].slice(0, 50).map((row, i) => {
          const copy = row.cloneNode(true);
          copy.dataset.number = 1e9 + i;
          return copy.outerHTML;
        });
        const start = performance.now();
        window.feed.dispatchEvent(new MessageEvent('alerts', {data: rows.join('')}));
        void list.offsetHeight;
        return (performance.now() - start) / rows.length;
      })()""";

  /** Milliseconds from an action until its effect is painted. */
  private void interactions(Chromium browser, String what, String[] action) throws Exception {
    List<Long> millis = millis(browser, action[1], action[2]);
    say(what, summary(millis));
    limits.atMost(what, median(millis), LoadLimits.INTERACTION_MILLIS, "ms");
  }

  private static List<Long> millis(Chromium browser, String act, String effect) throws Exception {
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      String took =
          browser.resolve(
              "new Promise((done) => { const list = document.getElementById('alerts'); const box = document.getElementById('query');"
                  + " const start = performance.now(); " + act + "; const look = () => " + effect
                  + " ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))) : setTimeout(look, 1);"
                  + " look(); })");
      millis.add(Math.round(Double.parseDouble(took)));
      Thread.sleep(200);
    }
    return millis;
  }

  private void tabs(long perSecond, long seconds) throws Exception {
    List<TabClient> tabs = new ArrayList<>();
    for (int i = 0; i < TABS; i++) {
      String user = "viewer" + i / TABS_OF_ONE_USER;
      run.logIn();
      run.submit("/account", "do", "put", "user", user, "role", "viewer", "fresh", "only looks at things");
      ConsoleRun session = run.another();
      session.logIn(user, "only looks at things");
      tabs.add(new TabClient(session));
    }
    storm(perSecond * seconds, perSecond).waitFor();
    List<Long> millis = tabs.stream().flatMap(tab -> tab.millis().stream()).toList();
    long updates = tabs.stream().mapToLong(TabClient::streamed).sum();
    tabs.forEach(TabClient::close);
    run.logIn();
    say("%d tabs without a browser, %,d alerts/s come".formatted(TABS, perSecond),
        "page of groups: %s; %d updates".formatted(summary(millis), updates));
    engine("engine, with these tabs");
  }

  private static String summary(List<Long> millis) {
    List<Long> sorted = millis.stream().sorted().toList();
    return "median %d ms, 95 %% %d ms, longest %d ms, of %d".formatted(
        median(millis), sorted.get(sorted.size() * 95 / 100), sorted.getLast(), sorted.size());
  }

  private static long median(List<Long> millis) {
    return millis.stream().sorted().toList().get(millis.size() / 2);
  }

  private void engine(String when) {
    ProcessMemory memory = ProcessMemory.of(run.pid());
    say(when, memory.toString());
    limits.atMost(when, memory.resident(), LoadLimits.ENGINE_MEGABYTES, "MB resident");
  }

  private static void say(String what, String result) {
    System.out.printf(Locale.ROOT, "%-60s %s%n", what, result);
  }
}
