package org.eyas.console.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eyas.console.access.Access;
import org.eyas.console.access.Account;
import org.eyas.console.access.Accounts;
import org.eyas.console.access.FakeRequest;
import org.eyas.console.access.Login;
import org.eyas.console.access.PasswordHash;
import org.eyas.console.access.Role;
import org.eyas.console.access.Session;
import org.eyas.console.access.Sessions;

/** Opens the pages of a site over a fake engine, as the admin ann and the viewer vic. */
final class Visitor {
  final FakeEngine engine = new FakeEngine();
  final Session admin;
  final Session viewer;
  final Samples samples = new Samples(engine);
  private final Site site;

  /** @param folder for the file of accounts */
  Visitor(Path folder) {
    Accounts accounts = new Accounts(folder.resolve("accounts"));
    Sessions sessions = new Sessions(_ -> true, Duration.ofMinutes(30), Duration.ofHours(12), System::nanoTime);
    Access access = new Access(accounts, sessions, new Login(accounts, sessions, System::nanoTime));
    admin = sessions.begin(new Account("ann", Role.ADMIN, new PasswordHash(""), false));
    viewer = sessions.begin(new Account("vic", Role.VIEWER, new PasswordHash(""), false));
    site = new Site(engine, samples, access, new Limits(false));
  }

  /** The page as an admin sees it, without the escapes of HTML. */
  String page(String path, String... parameters) {
    return page(admin, path, parameters);
  }

  String page(Session session, String path, String... parameters) {
    Reply reply = site.answer(new FakeRequest("GET", path, Map.of(), map(parameters), "", false), Optional.of(session));
    assertEquals(200, reply.status(), () -> path + ": " + raw(reply));
    return text(reply);
  }

  /** The page as it is sent, whatever its status. */
  String raw(String path, String... parameters) {
    return raw(site.answer(new FakeRequest("GET", path, Map.of(), map(parameters), "", false), Optional.of(admin)));
  }

  /** Sends a form as an admin. */
  Reply send(String path, String... parameters) {
    return send(admin, path, parameters);
  }

  Reply send(Session session, String path, String... parameters) {
    Map<String, String> all = map(parameters);
    all.put("token", session.token());
    return site.answer(FakeRequest.post(path, all), Optional.of(session));
  }

  /** The header that a page of another bundle gets. */
  String header() {
    return site.header(admin);
  }

  /** The same as a script of a page sends it. */
  Reply sendAsScript(String path, String... parameters) {
    Map<String, String> all = map(parameters);
    all.put("token", admin.token());
    return site.answer(FakeRequest.post(path, all).with("Accept", "application/json"), Optional.of(admin));
  }

  static String text(Reply reply) {
    return raw(reply).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'")
        .replace("&#x3D;", "=")
        .replace("&#x60;", "`").replace("&amp;", "&");
  }

  static String raw(Reply reply) {
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
