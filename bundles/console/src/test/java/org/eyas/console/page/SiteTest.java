package org.eyas.console.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.api.alert.Priority;
import org.eyas.api.control.AuditEntry;
import org.eyas.console.access.Access;
import org.eyas.console.access.Account;
import org.eyas.console.access.Accounts;
import org.eyas.console.access.FakeRequest;
import org.eyas.console.access.Login;
import org.eyas.console.access.Login.Outcome;
import org.eyas.console.access.PasswordHash;
import org.eyas.console.access.Role;
import org.eyas.console.access.Session;
import org.eyas.console.access.Sessions;
import org.eyas.testkit.Waiting;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class SiteTest {
  private static final String PASSWORD = "look at the falcon";

  // A log-in is slow: all tests share one.
  @TempDir private static Path folder;
  private static Access access;
  private static Session admin;
  private static Session viewer;
  private final FakeEngine engine = new FakeEngine();
  private Site site;

  @BeforeAll
  static void logIn() throws Exception {
    Accounts accounts = new Accounts(folder.resolve("accounts"));
    accounts.change("ann", Role.ADMIN, PASSWORD);
    accounts.change("vic", Role.VIEWER, PASSWORD);
    Sessions sessions = new Sessions(Duration.ofMinutes(30), Duration.ofHours(12), System::nanoTime);
    Login login = new Login(accounts, sessions, System::nanoTime);
    access = new Access(accounts, sessions, login);
    admin = ((Outcome.In) login.logIn("ann", PASSWORD, "::1")).session();
    viewer = ((Outcome.In) login.logIn("vic", PASSWORD, "::1")).session();
  }

  @BeforeEach
  void prepare() {
    site = new Site(engine, new Samples(engine), access, new Limits(false));
    engine.alerts.raise(Priority.NOTICE, "Own", "opened /etc/<shadow>", "files");
  }

  private static String text(Reply reply) {
    return new String(reply.body(), UTF_8);
  }

  private String get(String path, Session session, String... parameters) {
    Reply reply = site.answer(new FakeRequest("GET", path, Map.of(), map(parameters), "", false), Optional.of(session));
    assertEquals(200, reply.status(), () -> path + ": " + text(reply));
    return text(reply);
  }

  private Reply post(String path, String... parameters) {
    Map<String, String> all = map(parameters);
    all.putIfAbsent("token", admin.token());
    return site.answer(FakeRequest.post(path, all), Optional.of(admin));
  }

  private static Map<String, String> map(String... pairs) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private static String hiddenField(String page, String name) {
    String before = "name=\"" + name + "\" value=\"";
    int start = page.indexOf(before) + before.length();
    return page.substring(start, page.indexOf('"', start));
  }

  private List<String> pages() {
    return site.paths().stream().filter(
        path -> !path.startsWith("/alert") && !path.startsWith("/rules/") && !path.startsWith("/mute/") && !path.equals("/mute")
            && !path.equals("/configuration/words"))
        .toList();
  }

  @Test
  void everyPageWorksWithAllServicesAndWithNone() {
    for (String path : pages()) {
      assertFalse(get(path, admin).contains("Not available"), path);
    }
    engine.there = false;
    for (String path : pages()) {
      assertTrue(path.equals("/account") || get(path, admin).toLowerCase().contains("not available"), path);
    }
    assertTrue(get("/alerts", admin).contains("Not available"));
  }

  @Test
  void noPageHasASecretAndNoValueIsMarkup() {
    engine.well = false;
    for (String path : pages()) {
      for (Session session : List.of(admin, viewer)) {
        String page = get(path, session);
        assertFalse(page.contains(FakeFile.SECRET), path);
        assertFalse(page.contains("<no tag>"), path);
      }
    }
    assertTrue(get("/", admin).contains("&lt;no tag&gt;"));
    assertTrue(get("/alerts", admin, "view", "alerts").contains("opened /etc/&lt;shadow&gt;"));
    assertTrue(get("/alerts/detail", admin, "number", "1").contains("sshd: root@pts/0"));
    assertTrue(get("/rules/edit", admin, "document", FakeRules.FILE).contains("&lt;b&gt;%evt.arg.name"));
  }

  @Test
  void viewerSeesNoFormsForChanges() {
    for (String path : pages()) {
      String page = get(path, viewer);
      int forms = page.split("<form method=\"post\"", -1).length - 1;
      assertEquals(path.equals("/account") ? 2 : 1, forms, path + ": only log-out and one's own password");
    }
  }

  private String alerts(String query) {
    return get("/alerts", viewer, "view", "alerts", "q", query);
  }

  @Test
  void alertsShowTheirPodAndContainerAndAreFoundByThem() {
    engine.alerts.raiseInPod("Shell", "web", "shop", "web-1");
    assertTrue(alerts("").contains("<span class=\"place muted\">shop/web-1 web</span>"));
    assertTrue(alerts("pod:SHOP/*").contains("in a pod"));
    assertFalse(alerts("pod:shop/*").contains("shadow"));
    assertFalse(alerts("container:db").contains("in a pod"));
  }

  @Test
  void alertsAreFoundByAQueryThatTheAddressContains() {
    engine.alerts.raise(Priority.CRITICAL, "Shell", "a shell", "container");
    assertTrue(alerts("priority>=error").contains("a shell"));
    assertFalse(alerts("priority>=error").contains("shadow"));
    assertFalse(alerts("tag:files").contains("a shell"));
    assertTrue(alerts("rule:OWN").contains("shadow"));
    assertTrue(alerts("\"nothing of that\"").contains("No alert matches"));
    assertTrue(alerts("\"a shell\"").contains("value=\"&quot;a shell&quot;\""), "the box keeps it");
  }

  @Test
  void aQueryWithAnErrorIsShownWithItsPlaceAndCanBeCorrected() {
    Reply reply =
        site.answer(new FakeRequest("GET", "/alerts", Map.of(), map("q", "priority>=<b>"), "", false), Optional.of(viewer));
    assertEquals(400, reply.status());
    assertTrue(text(reply).contains("role=\"alert\">query, character 11: &#39;&lt;b&gt;&#39; is not a priority"), text(reply));
    assertTrue(text(reply).contains("value=\"priority&gt;&#x3D;&lt;b&gt;\""), text(reply));
    assertTrue(text(reply).contains("data-live=\"false\""), text(reply));
  }

  @Test
  void groupsCountTheirAlertsAndLeadToThem() {
    engine.alerts.raise(Priority.CRITICAL, "Shell \"x\"", "a shell", "container");
    engine.alerts.raise(Priority.NOTICE, "Own", "again", "files");
    String page = get("/alerts", viewer).replace("&#x3D;", "=");
    assertTrue(page.contains("data-number=\"2\"") && page.contains("<span class=\"count\">2</span>"), page);
    Matcher list = Pattern.compile("data-list=\"/alerts/list\\?view=alerts&amp;q=([^\"]*)\"").matcher(page);
    assertTrue(list.find());
    String query = URLDecoder.decode(list.group(1), UTF_8);
    assertEquals("rule:\"Own\" program:\"bash\" container:\"\"", query);
    String part = get("/alerts/list", viewer, "view", "alerts", "q", query);
    assertTrue(part.contains("again") && part.contains("shadow") && !part.contains("a shell"), part);
    assertTrue(list.find());
    String other = get("/alerts/list", viewer, "view", "alerts", "q", URLDecoder.decode(list.group(1), UTF_8));
    assertTrue(other.contains("a shell") && !other.contains("shadow"), other);
  }

  @Test
  void alertsThatComeDuringASearchAreCountedOnce() {
    engine.beforeSearch =
        () -> {
          engine.beforeSearch = () -> {};
          engine.alerts.raise(Priority.ERROR, "Own", "meanwhile", "files");
        };
    String page = get("/alerts", viewer);
    assertTrue(page.contains("<span class=\"count\">2</span>"), page);
    assertTrue(page.contains("data-newest=\"2\""), "the stream continues after the second one");
    assertTrue(page.contains("data-urgency=\"3\"") && page.contains(">Error</span>"), page);
  }

  @Test
  void aPageSaysWhetherItHasAllGroups() {
    assertTrue(get("/alerts", viewer).contains("data-complete=\"true\""));
    for (int i = 0; i < 200; i++) {
      engine.alerts.raise(Priority.NOTICE, "Rule " + i, "one", "files");
    }
    assertTrue(get("/alerts", viewer).contains("data-complete=\"false\""));
  }

  @Test
  void olderAlertsAreOnTheNextPage() {
    for (int i = 0; i < 150; i++) {
      engine.alerts.raise(Priority.NOTICE, "Own", "number " + i, "files");
    }
    String page = alerts("").replace("&#x3D;", "=");
    assertTrue(page.contains("number 149<") && page.contains("number 50<") && !page.contains("number 49<"));
    Matcher older = Pattern.compile("before=(\\d+)\">Older alerts").matcher(page);
    assertTrue(older.find());
    String next = get("/alerts", viewer, "view", "alerts", "before", older.group(1));
    assertTrue(next.contains("number 49<") && next.contains("shadow") && !next.contains("Older alerts"));
    assertTrue(next.contains("data-live=\"false\""), "an older page does not change");
  }

  @Test
  void alertsAreExportedAsJsonLinesAndForSpreadsheets() {
    engine.alerts.raise(Priority.CRITICAL, "=Shell", "a \"shell\"", "container", "T1");
    String json = get("/alerts/export", viewer, "format", "jsonl", "q", "shell");
    assertTrue(
        json.matches(
            "\\{\"number\":2,\"time\":\"20.*Z\",\"priority\":\"Critical\",\"rule\":\"=Shell\",\"source\":\"syscall\","
                + "\"output\":\"a .\"shell.\"\",\"output_fields\":\\{\"container.id\":null,.*\"proc.pid\":4711},"
                + "\"tags\":\\[\"T1\",\"container\"]}\n"),
        json);
    String csv = get("/alerts/export", viewer, "format", "csv", "q", "shell");
    assertTrue(csv.startsWith("number,time,priority,rule,"), csv);
    assertTrue(csv.contains(",\"'=Shell\",") && csv.contains(",\"a \"\"shell\"\"\",\"T1 container\","), csv);
    assertEquals(2, csv.lines().count());
  }

  @Test
  void namesAndValuesOfQueriesAreCompleted() {
    engine.alerts.raiseInPod("Shell", "web", "shop", "web-1");
    assertEquals("[\"priority\",\"program\",\"proc.cmdline\",\"proc.pid\"]", get("/alerts/completion", viewer, "start", "pr"));
    assertEquals("[\"web\"]", get("/alerts/completion", viewer, "name", "container"));
    assertEquals("[\"shop/web-1\"]", get("/alerts/completion", viewer, "name", "pod", "start", "WEB"));
    assertEquals("[\"4711\"]", get("/alerts/completion", viewer, "name", "proc.pid"));
    assertEquals("[\"warning\"]", get("/alerts/completion", viewer, "name", "priority", "start", "warn"));
  }

  @Test
  void rejectedCheckIsShownAsAnErrorAndNotAudited() {
    engine.rules.busy = true;
    int actions = engine.entries.size();
    String answer = text(post("/rules/edit", "do", "check", "document", FakeRules.FILE, "content", "x"));
    assertEquals(
        "[{\"error\":true,\"line\":0,\"column\":0,\"length\":0,\"text\":\"not checked: the engine is checking other rules\"}]",
        answer);
    assertEquals(actions, engine.entries.size());
  }

  @Test
  void documentIsCheckedTriedAndSaved() {
    String page = get("/rules/edit", admin, "document", FakeRules.FILE);
    String digest = hiddenField(page, "digest");
    String broken = "- rule: Own\r\n  condition: broken\r\n";
    String answer = text(post("/rules/edit", "do", "check", "document", FakeRules.FILE, "content", broken));
    assertEquals(
        "[{\"error\":true,\"line\":2,\"column\":14,\"length\":6,\"text\":\"unknown field 'broken' (did you mean proc.name?)\"}]",
        answer);
    assertEquals(409,
        post("/rules/edit", "do", "save", "document", FakeRules.FILE, "content", broken, "digest", digest).status());
    assertEquals(409,
        post("/rules/edit", "do", "save", "document", "eyas_rules.yaml", "content", "x", "digest", digest).status());
    assertEquals(409, post("/rules/try", "do", "try", "document", FakeRules.FILE, "content", "fine", "rule", "Own").status());
    assertTrue(text(post("/rules/try", "do", "record")).contains("recording"));
    String trial = text(post("/rules/try", "do", "try", "document", FakeRules.FILE, "content", "fine", "rule", "Own"));
    assertTrue(trial.contains("1 matches in 123\u202f456 events") && trial.contains("nearest: evt.type"), trial);
    assertEquals(303,
        post("/rules/edit", "do", "save", "document", FakeRules.FILE, "content", "- rule: Own\r\n", "digest", digest).status());
    assertTrue(get("/rules/edit", admin, "document", FakeRules.FILE).contains("\n- rule: Own\n</textarea>"));
    assertEquals(409, post("/rules/edit", "do", "save", "document", FakeRules.FILE, "content", "old", "digest", digest).status());
    assertEquals(List.of("try Own", "save " + FakeRules.FILE), engine.actions);
    assertEquals("console:ann from 127.0.0.1", engine.entries.getFirst().who());
    assertFalse(engine.entries.getFirst().done());
  }

  @Test
  void pagesSayWhatWasDone() {
    Reply reply = post("/rules", "do", "disable", "rule", "Own");
    assertEquals("/rules?switched=Own&to=disable", reply.headers().get("Location"));
    assertTrue(get("/rules", admin, "switched", "Own", "to", "disable").contains("The rule &#39;Own&#39; is disabled in"));
    assertFalse(get("/rules", admin, "switched", "Own", "to", "enable").contains("is enabled in"), "it is not");
    assertTrue(get("/rules", admin, "saved", FakeRules.FILE).contains(FakeRules.FILE + " is saved. "));
    assertFalse(get("/rules", admin, "saved", "Call 0900").contains("0900"), "no message of a stranger's link");
  }

  @Test
  void aMistakeInANewPasswordIsShownOnTheSamePage() {
    Reply reply = post("/account", "do", "password", "password", PASSWORD, "fresh", "long enough 1", "again", "long enough 2");
    assertEquals(409, reply.status());
    assertTrue(text(reply).contains("role=\"alert\">The two new passwords differ.") && text(reply).contains("name=\"again\""));
    assertFalse(text(reply).contains("long enough"), text(reply));
  }

  @Test
  void aMissingPageIsAPageInABrowserAndOneLineOtherwise() {
    FakeRequest request = FakeRequest.get("/nothing");
    assertTrue(text(site.answer(request, Optional.of(viewer))).contains("role=\"alert\">There is no such page."));
    FakeRequest script = request.with("Accept", "*/*");
    assertEquals("There is no such page.\n", text(site.answer(script, Optional.of(viewer))));
    assertEquals(404, site.answer(request, Optional.of(viewer)).status());
  }

  @Test
  void aRuleIsSwitchedInTheConfigurationFile() {
    assertEquals(303, post("/rules", "do", "disable", "rule", "Own").status());
    assertTrue(engine.file.text.endsWith("# Own off\n"), engine.file.text);
    assertEquals(409, post("/rules", "do", "disable", "rule", "Unknown").status());
    assertEquals("disable rule", engine.entries.get(1).what());
    assertEquals("attempt: disable rule", engine.entries.get(2).what());
  }

  @Test
  void theConfigurationIsSavedWithItsSecretsAndWithoutPrograms() {
    String page = get("/configuration", admin);
    String digest = hiddenField(page, "digest");
    assertTrue(page.contains("Authorization: (hidden 1)"), page);
    String shown = engine.file.text.replace("Bearer " + FakeFile.SECRET, "(hidden 1)");
    String edited = shown.replace("json_output: true", "json_output: false");
    assertEquals("[]", text(post("/configuration", "do", "check", "content", edited)));
    String wrong = text(post("/configuration", "do", "check", "content", shown.replace("kind: auto", "kind: nonsense")));
    assertTrue(wrong.contains("\"line\":3,") && !wrong.contains(FakeFile.SECRET), wrong);
    String program = shown.replace("{enabled: false}", "{enabled: true, program: sh}");
    Reply refused = post("/configuration", "do", "save", "content", program, "digest", digest);
    assertTrue(refused.status() == 409 && text(refused).contains("program_output.enabled"), text(refused));
    assertEquals(409, post("/configuration", "do", "save", "content", edited, "digest", "0").status());
    assertEquals(303, post("/configuration", "do", "save", "content", edited.replace("\n", "\r\n"), "digest", digest).status());
    assertTrue(engine.file.text.contains("json_output: false\n") && engine.file.text.contains("Bearer " + FakeFile.SECRET));
    assertFalse(engine.entries.toString().contains(FakeFile.SECRET));
  }

  @Test
  void actionsOnOutputsAndDriversAreDone() {
    assertTrue(text(post("/channels", "do", "test", "output", "http")).contains("queued for http"));
    assertTrue(text(post("/channels", "do", "reopen", "output", "http")).contains("was reopened"));
    assertEquals(409, post("/channels", "do", "test", "output", "none").status());
    assertTrue(text(post("/channels", "do", "driver", "kind", "kmod")).contains("modprobe scap"));
    assertEquals(200, post("/channels", "do", "driver", "kind", "auto").status());
    assertEquals(409, post("/bundles", "do", "stop", "bundle", "org.eyas.core").status());
    assertEquals(409, post("/bundles", "do", "stop", "bundle", "org.eyas.console").status());
    assertEquals(303, post("/bundles", "do", "start", "bundle", "org.acme.output").status());
    assertEquals(303, post("/", "bundle", "org.acme.enricher").status());
    assertEquals(
        List.of("test http", "reopen http", "use auto", "start org.acme.output", "readmit org.acme.enricher"), engine.actions);
    List<String> whats = engine.entries.reversed().stream().map(AuditEntry::what).toList();
    assertEquals(List.of("attempt: test output", "test output", "attempt: reopen output", "reopen output"), whats.subList(0, 4));
    assertEquals(List.of(0, 1, 1, 2), engine.actionsBefore.subList(0, 4), "an entry before each action, and one after");
    assertEquals(List.of("attempt: stop bundle", "change /bundles", "change /bundles"), whats.subList(10, 13),
        "and for each refusal");
    assertEquals(17, whats.size());
  }

  @Test
  void invisibleCharactersAreShownExceptInEditedTexts() {
    engine.alerts.raise(Priority.ALERT, "Own", "opened gnp\u202eexe\u0085\u009b", "files");
    assertTrue(alerts("").contains("opened gnp\\u202eexe\\x85\\x9b"));
    engine.file.text += "# \u202e\n";
    assertTrue(get("/configuration", admin).contains("# \u202e\n</textarea>"));
    String digest = hiddenField(get("/rules/edit", admin, "document", FakeRules.FILE), "digest");
    post("/rules/edit", "do", "save", "document", FakeRules.FILE, "content", "- rule: \u2066\n", "digest", digest);
    assertTrue(get("/rules/edit", admin, "document", FakeRules.FILE).contains("\n- rule: \u2066\n</textarea>"));
    assertEquals(409, post("/bundles", "do", "stop", "bundle", "org.eyas.core").status());
    post("/channels", "do", "test", "output", "a\u202eb");
    assertFalse(engine.entries.toString().contains("\u202e"), engine.entries.toString());
  }

  @Test
  void aFormWithoutTheTokenOfItsSessionDoesNothing() {
    assertEquals(403, post("/channels", "do", "test", "output", "http", "token", viewer.token()).status());
    assertEquals(List.of(), engine.actions);
  }

  @Test
  void aJournalThatCoversLittleSaysWhy() {
    String reported = text(post("/rules/try", "do", "record"));
    assertTrue(reported.contains("It covers 12 seconds only, older events were dropped."), reported);
  }

  @Test
  void alertsStreamOnWhileTheEngineIsUpdatedEachOnce() throws Exception {
    PipedWriter writer = new PipedWriter();
    BufferedReader reader = new BufferedReader(new PipedReader(writer, 100_000));
    CountDownLatch ended = new CountDownLatch(1);
    Session watcher = assertInstanceOf(Outcome.In.class, access.login().logIn("vic", PASSWORD, "::1")).session();
    assertTrue(site.stream().open(watcher, live("::1"), writer, ended::countDown));
    awaitFollower();
    FakeAlerts before = engine.alerts;
    engine.there = false;
    before.raise(Priority.ALERT, "Own", "on the way out", "files");
    Waiting.until(() -> !before.isFollowed());
    engine.alerts = before.successor();
    engine.alerts.raise(Priority.ALERT, "Own", "nobody followed", "files");
    engine.there = true;
    awaitFollower();
    engine.alerts.raise(Priority.ALERT, "Own", "live again", "files");
    List<String> numbers = new ArrayList<>();
    while (numbers.size() < 3) {
      Matcher number = Pattern.compile("data-number=\"(\\d+)\"").matcher(reader.readLine());
      if (number.find()) {
        numbers.add(number.group(1));
      }
    }
    assertEquals(List.of("2", "3", "4"), numbers);
    access.sessions().end(watcher);
    assertTrue(ended.await(20, TimeUnit.SECONDS));
  }

  @Test
  void streamReportsTheNumberOfMissedAlerts() throws Exception {
    PipedWriter writer = new PipedWriter();
    BufferedReader reader = new BufferedReader(new PipedReader(writer, 1_000_000));
    Session watcher = assertInstanceOf(Outcome.In.class, access.login().logIn("vic", PASSWORD, "::1")).session();
    assertTrue(site.stream().open(watcher, live("::1"), writer, () -> {}));
    awaitFollower();
    FakeAlerts before = engine.alerts;
    engine.there = false;
    Waiting.until(() -> !before.isFollowed());
    engine.alerts = before.successor();
    for (int i = 0; i < 507; i++) {
      engine.alerts.raise(Priority.ALERT, "Own", "nobody followed", "files");
    }
    engine.there = true;
    String line = reader.readLine();
    while (!line.equals("event: missed")) {
      line = reader.readLine();
    }
    assertEquals("data: 7", reader.readLine());
    access.sessions().end(watcher);
  }

  private Session viewer(String user) {
    return access.sessions().begin(new Account(user, Role.VIEWER, new PasswordHash(""), false));
  }

  private boolean opens(Session session, String address) {
    return site.stream().open(session, live(address), new StringWriter(), () -> {});
  }

  private boolean opens(String user, String address) {
    return opens(viewer(user), address);
  }

  @Test
  void oneClientCannotUseAllStreams() {
    Session greedy = viewer("greedy"); // a new session could end an old one, and its stream
    for (int i = 0; i < 100; i++) {
      opens(greedy, "10.0.0." + i);
    }
    for (int i = 0; i < 8; i++) {
      assertTrue(opens("user" + i, "2001:db8::" + i));
    }
    assertFalse(opens("another", "2001:db8::ffff"), "one network");
    for (int i = 0; i < 4; i++) {
      assertTrue(opens("tunnel" + i, "127.0.0.1"));
    }
    assertFalse(opens("last", "10.0.1.1"), "all there are");
    site.stream().close();
  }

  @Test
  void newStreamEndsTheOldestOfItsUser() throws Exception {
    PipedWriter writer = new PipedWriter();
    BufferedReader oldest = new BufferedReader(new PipedReader(writer, 100_000));
    Session watcher = access.sessions().begin(new Account("tabs", Role.VIEWER, new PasswordHash(""), false));
    for (int i = 0; i < 5; i++) {
      assertTrue(site.stream().open(watcher, live("::1"), i == 0 ? writer : new StringWriter(), () -> {}));
    }
    String line = oldest.readLine();
    while (!line.equals("event: end")) {
      line = oldest.readLine();
    }
    site.stream().close();
  }

  /** A request for single alerts as they come. */
  private static FakeRequest live(String address) {
    return new FakeRequest("GET", Site.ALERT_STREAM, Map.of("From", address), Map.of("view", "alerts"), "", false);
  }

  @Test
  void browserThatConnectsAgainGetsTheAlertsThatItMissed() throws Exception {
    engine.alerts.raise(Priority.ALERT, "Own", "while nobody was connected", "files");
    PipedWriter writer = new PipedWriter();
    BufferedReader reader = new BufferedReader(new PipedReader(writer, 100_000));
    Session watcher = access.sessions().begin(new Account("again", Role.VIEWER, new PasswordHash(""), false));
    assertTrue(site.stream().open(watcher, live("::1").with("Last-Event-ID", "1"), writer, () -> {}));
    String line = reader.readLine();
    while (!line.contains("data-number=\"2\"")) {
      assertFalse(line.contains("data-number=\"1\""), line);
      line = reader.readLine();
    }
    site.stream().close();
  }

  private void awaitFollower() {
    Waiting.until(() -> engine.alerts.isFollowed());
  }

  @Test
  void alertsStreamUntilTheSessionEnds() throws Exception {
    PipedWriter writer = new PipedWriter();
    BufferedReader reader = new BufferedReader(new PipedReader(writer, 100_000));
    CountDownLatch ended = new CountDownLatch(1);
    Session watcher = assertInstanceOf(Outcome.In.class, access.login().logIn("vic", PASSWORD, "::1")).session();
    assertTrue(site.stream().open(watcher, live("::1"), writer, ended::countDown));
    awaitFollower();
    engine.alerts.raise(Priority.ALERT, "Own", "line one\nevent: forged", "files");
    String line = reader.readLine();
    while (!line.equals("event: alerts")) {
      line = reader.readLine();
    }
    StringBuilder event = new StringBuilder();
    for (line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
      assertTrue(line.startsWith("data: "), line);
      event.append(line);
    }
    assertTrue(event.toString().contains("data-number=\"2\""), event.toString());
    access.sessions().end(watcher);
    engine.alerts.raise(Priority.ALERT, "Own", "the last one", "files");
    assertTrue(ended.await(20, TimeUnit.SECONDS));
    assertFalse(engine.alerts.isFollowed());
  }
}
