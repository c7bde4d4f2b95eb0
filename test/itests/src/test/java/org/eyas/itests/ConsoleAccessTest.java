package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Access control of the console of the program as shipped. */
@Timeout(180)
class ConsoleAccessTest {
  private static final String RULES =
      "- rule: opened\n  desc: d\n  condition: evt.type = openat\n  output: \"%evt.arg.name\"\n  priority: INFO\n";
  private static final List<String> OPEN =
      List.of("/login", "/session", "/static/session.js", "/static/console.css", "/static/console.js", "/static/chart.js",
          "/static/timeline.js",
          "/static/alert.js", "/static/alerts.js", "/static/query.js", "/static/felix.css",
          "/static/text/editor.js", "/static/configuration/editor.js", "/static/eyas.svg", "/static/rules.js",
          "/static/rules/editor.js", "/static/lib/codemirror-view.js");

  @TempDir private static Path folder;
  private static ConsoleRun run;

  @BeforeAll
  static void start() throws Exception {
    Files.writeString(folder.resolve("rules.yaml"), RULES);
    Files.writeString(folder.resolve("eyas.yaml"),
        "engine: {kind: nodriver}\nrules_files: [rules.yaml]\nstdout_output: {enabled: true}\n");
    run = ConsoleRun.start(folder);
    run.logIn();
    run.submit("/account", "do", "put", "user", "vic", "role", "viewer", "fresh", "only looks at things");
  }

  @AfterAll
  static void end() throws Exception {
    if (run != null) {
      run.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "/", "/account", "/logout", "/nothing", "/alerts", "/alerts/detail", "/alerts/list", "/alerts/counts", "/alerts/export",
          "/alerts/completion", "/alerts/searches", "/alerts/stream",
          "/alert", "/alert/events", "/incidents", "/incident", "/mute", "/mute/advice", "/mutes",
          "/tuning", "/rules",
          "/rules/edit",
          "/rules/try", "/rules/words", "/completeness", "/channels", "/bundles", "/configuration", "/configuration/keys",
          "/changes", "/audit", "/static/", "/static/none.css", "/system",
          "/system/console",
          "/system/console/", "/system/console/bundles", "/system/console/bundles.json", "/system/console/components.json",
          "/system/console/configMgr", "/system/console/res/ui/webconsole.css", "/system/console/status-Configurations.txt",
          "/login/", "/login/../", "/static/../account", "/login;a=b", "/%6cogin", "//login", "/LOGIN"
      })
  void withoutASessionNothingIsThere(String path) throws Exception {
    run.forgetCookie();
    for (HttpResponse<String> response : List.of(run.get(path), run.post(path, "action", "stop"))) {
      boolean toLogin =
          response.statusCode() == 303 && response.headers().firstValue("Location").orElse("").matches("/login(\\?next=[^/]*)?");
      assertTrue(toLogin || response.statusCode() == 401 || response.statusCode() == 400, path + ": " + response);
      assertTrue(response.statusCode() == 400 || response.body().length() < 30, response.body());
    }
  }

  @Test
  void theLogInAndItsFilesAreOpenAndEveryAnswerIsProtected() throws Exception {
    run.forgetCookie();
    for (String path : OPEN) {
      HttpResponse<String> response = run.get(path);
      assertEquals(200, response.statusCode(), path);
      assertEquals("DENY", response.headers().firstValue("X-Frame-Options").orElse(""));
      assertEquals("nosniff", response.headers().firstValue("X-Content-Type-Options").orElse(""));
      assertTrue(response.headers().firstValue("Content-Security-Policy").orElse("").contains("script-src 'self';"), path);
      assertTrue(response.headers().firstValue("Server").isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "/", "/alerts", "/alerts/stream", "/incidents", "/mutes", "/tuning", "/rules", "/rules/edit", "/rules/try",
          "/rules/words",
          "/completeness", "/channels", "/bundles", "/configuration", "/configuration/keys",
          "/changes", "/audit",
          "/system/console/bundles", "/system/console/configMgr", "/system/console/bundles/0"
      })
  void aViewerChangesNothing(String path) throws Exception {
    assertEquals(303, run.logIn("vic", "only looks at things").statusCode());
    assertEquals(403, run.submit(path, "action", "stop", "do", "save", "content", "x").statusCode(), path);
    if (path.startsWith("/system")) {
      assertEquals(403, run.get(path).statusCode(), path);
    } else if (!path.equals("/rules/edit") && !path.equals("/alerts/stream")) {
      assertEquals(200, run.get(path).statusCode(), path);
    }
    assertEquals(409, run.submit("/account", "do", "remove", "user", "admin").statusCode());
    assertFalse(run.get("/account").body().contains("Who may log in"));
  }

  @Test
  void anAdminSeesFelixPagesButNotTheirSecretsAndChangesNoConfigurationThere() throws Exception {
    run.logIn();
    assertTrue(run.get("/system/console/bundles.json").body().contains("org.eyas.core"));
    assertTrue(run.get("/system/console/components.json").body().contains("org.eyas"));
    assertEquals(403, run.get("/system/console/status-Configurations.txt").statusCode());
    String configuration = run.post("/system/console/configMgr/org.apache.felix.http").body();
    assertTrue(configuration.contains("org.apache.felix.http.host"), configuration);
    assertFalse(configuration.contains("keystore"), configuration);
    HttpResponse<String> saved =
        run.post("/system/console/configMgr/org.eyas.console", "apply", "true", "propertylist", "port", "port", "1");
    assertEquals(403, saved.statusCode(), saved + saved.body());
    assertEquals(200, run.get("/").statusCode(), "the console runs on as it was");
  }

  @Test
  void felixPagesChangeNothingAndEveryAttemptIsInTheAudit() throws Exception {
    run.logIn();
    String component = "/system/console/components/org.eyas.core.setting.DispatchSettings";
    assertEquals(403, run.post("/system/console/bundles/org.eyas.fields.syslog", "action", "stop").statusCode());
    assertEquals(403, run.post(component, "action", "disable").statusCode());
    String configuration = "/system/console/configMgr/org.eyas.console";
    assertEquals(403, run.post(configuration, "unbind", "true").statusCode());
    assertEquals(403, run.post(configuration, "unbind", "").statusCode());
    assertEquals(403, run.get(configuration + "?post=true&unbind=true").statusCode());
    String bound = run.post(configuration).body();
    assertTrue(bound.contains("bundleLocation") && !bound.contains("unbound:bundle/location"), bound);
    assertTrue(run.get("/system/console/bundles/org.eyas.fields.syslog.json").body().contains("\"state\":\"Active\""));
    String audit = run.get("/audit").body();
    assertTrue(audit.contains("/system/console/bundles/org.eyas.fields.syslog") && audit.contains(component)
        && audit.contains(configuration), audit);
  }

  @Test
  void aFormWithoutItsTokenDoesNothing() throws Exception {
    run.logIn();
    assertEquals(403, run.post("/account", "do", "remove", "user", "vic").statusCode());
    assertTrue(run.get("/account").body().contains(">vic<"));
  }

  @Test
  void slowClientsDoNotDelayOthers() throws Exception {
    int port = URI.create(run.url()).getPort();
    String half =
        "POST /login HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nOrigin: " + run.url()
            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nuser=";
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 500; i++) {
        Socket socket = new Socket("127.0.0.1", port);
        slow.add(socket);
        socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
      }
      run.forgetCookie();
      assertEquals(200, run.get("/login").statusCode());
      run.logIn();
      assertEquals(200, run.get("/").statusCode());
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void disconnectedClientsCauseNoStackTraces() throws Exception {
    int port = URI.create(run.url()).getPort();
    String head = " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nOrigin: " + run.url() + "\r\n";
    String form = "POST /login" + head + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nuser=";
    for (String request : List.of(form, form, form, "GET /static/console.css" + head + "\r\n", "GET /login" + head)) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.setSoLinger(!request.equals(form), 0);
      }
    }
    run.logIn();
    assertEquals(200, run.get("/audit").statusCode());
    assertFalse(run.log().contains("\tat "), run.log());
  }

  @Test
  void aFormBeforeTheLogInIsShort() throws Exception {
    run.forgetCookie();
    assertEquals(413, run.post("/login", "user", "x".repeat(9_000)).statusCode());
    run.logIn();
    assertEquals(409, run.submit("/rules/edit", "document", "none", "content", "x".repeat(9_000)).statusCode());
  }

  @Test
  void aLogOutEndsTheSession() throws Exception {
    run.logIn();
    assertEquals(200, run.get("/").statusCode());
    assertEquals(303, run.submit("/logout").statusCode());
    assertEquals(303, run.get("/").statusCode());
  }
}
