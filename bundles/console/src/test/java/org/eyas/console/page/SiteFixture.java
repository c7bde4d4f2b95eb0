package org.eyas.console.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.alert.Priority;
import org.eyas.console.access.AccessControl;
import org.eyas.console.access.ConsoleAccount;
import org.eyas.console.access.ConsoleAccounts;
import org.eyas.console.access.ConsoleRole;
import org.eyas.console.access.ConsoleSession;
import org.eyas.console.access.ConsoleSessions;
import org.eyas.console.access.FakeRequest;
import org.eyas.console.access.LoginService;
import org.eyas.console.access.SessionLimits;
import org.eyas.console.access.PasswordHash;
import org.eyas.console.oidc.OidcLogin;
import org.eyas.console.oidc.OidcSettings;
import org.eyas.console.page.configuration.ConsolePermissions;
import org.eyas.console.page.site.ConsoleSite;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The site over a fake engine with one alert, and an admin and a viewer who are logged in. */
public class SiteFixture {
  @TempDir private Path folder;
  public final FakeEngine engine = new FakeEngine();
  public AccessControl access;
  public ConsoleSession admin;
  public ConsoleSession viewer;
  public ConsoleSite site;

  @BeforeEach
  void prepare() {
    ConsoleAccounts accounts = new ConsoleAccounts(folder.resolve("accounts"));
    ConsoleSessions sessions = new ConsoleSessions(_ -> true, SessionLimits.DEFAULT, System::nanoTime);
    access = new AccessControl(accounts, sessions, new LoginService(accounts, sessions, System::nanoTime));
    admin = session("ann", ConsoleRole.ADMIN);
    viewer = session("vic", ConsoleRole.VIEWER);
    site = siteWith(new OidcLogin(OidcSettings.NONE, System::nanoTime, Instant::now));
    engine.alerts.raise(Priority.NOTICE, "Own", "opened /etc/<shadow>", "files");
  }

  /** The site with a provider at which users log in. */
  public ConsoleSite siteWith(OidcLogin oidc) {
    return new ConsoleSite(engine, new EngineSamples(engine), access, new ConsolePermissions(false), oidc);
  }

  /** A session of a user who is logged in. */
  public ConsoleSession session(String user, ConsoleRole role) {
    return access.sessions().begin(new ConsoleAccount(user, role, new PasswordHash(""), false));
  }

  public static String text(PageReply reply) {
    return new String(reply.body(), UTF_8);
  }

  public String get(String path, ConsoleSession session, String... parameters) {
    PageReply reply = site.answer(new FakeRequest("GET", path, Map.of(), map(parameters), "", false), Optional.of(session));
    assertEquals(200, reply.status(), () -> path + ": " + text(reply));
    return text(reply);
  }

  public PageReply post(String path, String... parameters) {
    Map<String, String> all = map(parameters);
    all.putIfAbsent("token", admin.token());
    return site.answer(FakeRequest.post(path, all), Optional.of(admin));
  }

  public static Map<String, String> map(String... pairs) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  public static String hiddenField(String page, String name) {
    String before = "name=\"" + name + "\" value=\"";
    int start = page.indexOf(before) + before.length();
    return page.substring(start, page.indexOf('"', start));
  }

  public String alerts(String query) {
    return get("/alerts", viewer, "view", "alerts", "q", query);
  }
}
