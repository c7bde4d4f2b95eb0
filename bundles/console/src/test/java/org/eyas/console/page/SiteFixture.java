package org.eyas.console.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.alert.Priority;
import org.eyas.console.access.Access;
import org.eyas.console.access.Account;
import org.eyas.console.access.Accounts;
import org.eyas.console.access.FakeRequest;
import org.eyas.console.access.Login;
import org.eyas.console.access.PasswordHash;
import org.eyas.console.access.Role;
import org.eyas.console.access.Session;
import org.eyas.console.access.Sessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The site over a fake engine with one alert, and an admin and a viewer who are logged in. */
class SiteFixture {
  @TempDir private Path folder;
  final FakeEngine engine = new FakeEngine();
  Access access;
  Session admin;
  Session viewer;
  Site site;

  @BeforeEach
  void prepare() {
    Accounts accounts = new Accounts(folder.resolve("accounts"));
    Sessions sessions = new Sessions(_ -> true, Duration.ofMinutes(30), Duration.ofHours(12), System::nanoTime);
    access = new Access(accounts, sessions, new Login(accounts, sessions, System::nanoTime));
    admin = session("ann", Role.ADMIN);
    viewer = session("vic", Role.VIEWER);
    site = new Site(engine, new Samples(engine), access, new Limits(false));
    engine.alerts.raise(Priority.NOTICE, "Own", "opened /etc/<shadow>", "files");
  }

  /** A session of a user who is logged in. */
  Session session(String user, Role role) {
    return access.sessions().begin(new Account(user, role, new PasswordHash(""), false));
  }

  static String text(Reply reply) {
    return new String(reply.body(), UTF_8);
  }

  String get(String path, Session session, String... parameters) {
    Reply reply = site.answer(new FakeRequest("GET", path, Map.of(), map(parameters), "", false), Optional.of(session));
    assertEquals(200, reply.status(), () -> path + ": " + text(reply));
    return text(reply);
  }

  Reply post(String path, String... parameters) {
    Map<String, String> all = map(parameters);
    all.putIfAbsent("token", admin.token());
    return site.answer(FakeRequest.post(path, all), Optional.of(admin));
  }

  static Map<String, String> map(String... pairs) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  static String hiddenField(String page, String name) {
    String before = "name=\"" + name + "\" value=\"";
    int start = page.indexOf(before) + before.length();
    return page.substring(start, page.indexOf('"', start));
  }

  String alerts(String query) {
    return get("/alerts", viewer, "view", "alerts", "q", query);
  }
}
