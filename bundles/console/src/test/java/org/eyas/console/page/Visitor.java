package org.eyas.console.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

/** Opens the pages of a site over a fake engine, as the admin ann and the viewer vic. */
public final class Visitor {
  public final FakeEngine engine = new FakeEngine();
  public final ConsoleSession admin;
  public final ConsoleSession viewer;
  public final EngineSamples samples = new EngineSamples(engine);
  private final ConsoleSite site;

  /** @param folder for the file of accounts */
  public Visitor(Path folder) {
    ConsoleAccounts accounts = new ConsoleAccounts(folder.resolve("accounts"));
    ConsoleSessions sessions = new ConsoleSessions(_ -> true, SessionLimits.DEFAULT, System::nanoTime);
    AccessControl access = new AccessControl(accounts, sessions, new LoginService(accounts, sessions, System::nanoTime));
    admin = sessions.begin(new ConsoleAccount("ann", ConsoleRole.ADMIN, new PasswordHash(""), false));
    viewer = sessions.begin(new ConsoleAccount("vic", ConsoleRole.VIEWER, new PasswordHash(""), false));
    site = new ConsoleSite(engine, samples, access, new ConsolePermissions(false),
        new OidcLogin(OidcSettings.NONE, System::nanoTime, Instant::now));
  }

  /** The page as an admin sees it, without the escapes of HTML. */
  public String page(String path, String... parameters) {
    return page(admin, path, parameters);
  }

  public String page(ConsoleSession session, String path, String... parameters) {
    PageReply reply = site.answer(new FakeRequest("GET", path, Map.of(), map(parameters), "", false), Optional.of(session));
    assertEquals(200, reply.status(), () -> path + ": " + raw(reply));
    return text(reply);
  }

  /** The page as it is sent, whatever its status. */
  public String raw(String path, String... parameters) {
    return raw(site.answer(new FakeRequest("GET", path, Map.of(), map(parameters), "", false), Optional.of(admin)));
  }

  /** The reply to a request of a page, whatever its status. */
  public PageReply visit(ConsoleSession session, String path, String... parameters) {
    return site.answer(new FakeRequest("GET", path, Map.of(), map(parameters), "", false), Optional.of(session));
  }

  /** Sends a form as an admin. */
  public PageReply send(String path, String... parameters) {
    return send(admin, path, parameters);
  }

  public PageReply send(ConsoleSession session, String path, String... parameters) {
    Map<String, String> all = map(parameters);
    all.put("token", session.token());
    return site.answer(FakeRequest.post(path, all), Optional.of(session));
  }

  /** The header that a page of another bundle gets. */
  public String header() {
    return site.header(admin);
  }

  /** The same as a script of a page sends it. */
  public PageReply sendAsScript(String path, String... parameters) {
    Map<String, String> all = map(parameters);
    all.put("token", admin.token());
    return site.answer(FakeRequest.post(path, all).with("Accept", "application/json"), Optional.of(admin));
  }

  public static String text(PageReply reply) {
    return raw(reply).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'")
        .replace("&#x3D;", "=")
        .replace("&#x60;", "`").replace("&amp;", "&");
  }

  public static String raw(PageReply reply) {
    return new String(reply.body(), UTF_8);
  }

  private static Map<String, String> map(String... pairs) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
