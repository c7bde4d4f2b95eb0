package org.eyas.console.page.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eyas.console.access.ConsoleRole;
import org.eyas.console.access.ConsoleSession;
import org.eyas.console.access.FakeRequest;
import org.eyas.console.oidc.OidcLogin;
import org.eyas.console.oidc.OidcSettings;
import org.eyas.console.oidc.StandInProvider;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.SiteFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pages of the login at a provider, as a browser gets them. */
@Timeout(90)
class OidcPageTest extends SiteFixture {
  private StandInProvider provider;
  private OidcLogin oidc;

  @BeforeEach
  void startProvider() throws IOException {
    provider = new StandInProvider();
    configure(true);
  }

  @AfterEach
  void stopProvider() {
    oidc.close();
    provider.close();
  }

  private void configure(boolean localLogin) {
    oidc = new OidcLogin(
        new OidcSettings(
            provider.issuer(), StandInProvider.CLIENT, "", "", List.of(), "preferred_username", "groups", Set.of("eyas-admins"),
            Set.of("guests"), "", localLogin),
        System::nanoTime, () -> StandInProvider.NOW);
    site = siteWith(oidc);
  }

  private PageReply open(FakeRequest request) {
    return site.answer(request, Optional.empty());
  }

  private static FakeRequest get(String path, Map<String, String> parameters) {
    return new FakeRequest("GET", path, FakeRequest.get(path).headers(), parameters, "", false);
  }

  private static String cookie(PageReply reply, String name) {
    String header = reply.headers().getOrDefault("Set-Cookie", "");
    assertTrue(header.startsWith(name + "="), header);
    return header.substring(name.length() + 1, header.indexOf(';'));
  }

  /** The page after a login that returns to a path. */
  private PageReply logIn(String next) {
    PageReply begun = open(get(OidcLogin.BEGIN, Map.of("next", next)));
    assertEquals(303, begun.status(), () -> text(begun));
    Map<String, String> back = provider.authorize(begun.headers().get("Location"));
    return open(get(OidcLogin.CALLBACK, back).with("Cookie eyas-oidc", cookie(begun, "eyas-oidc")));
  }

  private static String shown(PageReply reply) {
    return text(reply).replace("&#x3D;", "=");
  }

  private String lastEntry() {
    return String.valueOf(engine.entries.getLast());
  }

  @Test
  void theLoginPageLeadsToTheProviderAndBackToTheWantedPage() {
    assertTrue(shown(open(get("/login", Map.of("next", "/rules")))).contains("href=\"/login/oidc?next=%2Frules\""));
    PageReply done = logIn("/alerts?q=a&b=c");
    assertEquals(200, done.status());
    assertTrue(shown(done).contains("content=\"0;url=/alerts?q=a&amp;b=c\""), shown(done));
    assertTrue(done.headers().get("Set-Cookie").contains("; HttpOnly; SameSite=Strict"));
    assertFalse(cookie(done, "eyas").isEmpty());
    assertTrue(
        lastEntry().contains("oidc:ann@example.com")
            && lastEntry().contains("admin, sub 248289761001, by the groups [eyas-admins]"),
        lastEntry());
    assertTrue(text(logIn("//evil.example")).contains("content=\"0;url=/\""));
  }

  @Test
  void theCookieOfTheBrowserIsSecureWithTls() {
    FakeRequest plain = get(OidcLogin.BEGIN, Map.of());
    String lax = open(plain).headers().get("Set-Cookie");
    assertTrue(lax.matches("eyas-oidc=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax; Max-Age=600"), lax);
    FakeRequest tls = new FakeRequest("GET", plain.path(), plain.headers(), Map.of(), "", true);
    String secure = open(tls).headers().get("Set-Cookie");
    assertTrue(secure.startsWith("__Host-eyas-oidc=") && secure.endsWith("; Secure"), secure);
    assertTrue(
        open(tls).headers().get("Location").contains("redirect_uri=https%3A%2F%2F127.0.0.1%3A8766%2Flogin%2Foidc%2Fcallback"));
  }

  @Test
  void aRefusedUserSeesNoGroupsAndTheAuditLogNamesThem() {
    provider.claims.put("groups", List.of("secret project"));
    PageReply reply = logIn("/rules");
    assertEquals(403, reply.status());
    assertTrue(text(reply).contains("You have no role in this console."));
    assertFalse(text(reply).contains("secret project"), text(reply));
    assertTrue(shown(reply).contains("/login/oidc?next=%2Frules"), "the next attempt returns to the page");
    assertFalse(reply.headers().containsKey("Set-Cookie"));
    assertTrue(lastEntry().contains("the claim groups has 1 groups: [secret project]") && lastEntry().contains("false"),
        lastEntry());
  }

  @Test
  void aProviderThatIsDownIsAPageAndPasswordsStillWork() throws Exception {
    access.accounts().setPassword("ann", ConsoleRole.ADMIN, "a long password");
    provider.endpoints.clear();
    PageReply reply = open(get(OidcLogin.BEGIN, Map.of("next", "/rules")));
    assertEquals(502, reply.status());
    assertTrue(text(reply).contains("The provider cannot be used now."));
    assertFalse(text(reply).contains("127.0.0.1:"), "the reason is in the audit log");
    assertTrue(lastEntry().contains("/.well-known/openid-configuration answered 404"), lastEntry());
    PageReply local = open(FakeRequest.post("/login", map("user", "ann", "password", "a long password", "next", "/rules")));
    assertEquals("/rules", local.headers().get("Location"));
    PageReply evil =
        open(FakeRequest.post("/login", map("user", "ann", "password", "a long password", "next", "//evil.example")));
    assertEquals("/", evil.headers().get("Location"));
    assertEquals(200, site.answer(FakeRequest.get("/rules"), Optional.of(viewer)).status(), "sessions continue");
  }

  @Test
  void passwordsCanBeSwitchedOff() throws Exception {
    access.accounts().setPassword("ann", ConsoleRole.ADMIN, "a long password");
    configure(false);
    assertFalse(text(open(FakeRequest.get("/login"))).contains("name=\"password\""));
    PageReply reply = open(FakeRequest.post("/login", map("user", "ann", "password", "a long password")));
    assertEquals(403, reply.status());
    assertFalse(reply.headers().containsKey("Set-Cookie"));
    assertTrue(lastEntry().contains("eyas.console.oidc.local_login is false"), lastEntry());
  }

  @Test
  void aUserOfTheProviderHasNoPasswordHere() throws Exception {
    access.accounts().setPassword("ann", ConsoleRole.ADMIN, "a long password");
    ConsoleSession user = userOfProvider();
    assertFalse(get("/account", user).contains("name=\"password\""));
    FakeRequest change = FakeRequest.post(
        "/account",
        map("do", "password", "password", "a long password", "fresh", "another password", "again", "another password", "token",
            user.token()));
    PageReply reply = site.answer(change, Optional.of(user));
    assertEquals(409, reply.status());
    assertTrue(text(reply).contains("change it there"), text(reply));
  }

  private ConsoleSession userOfProvider() throws Exception {
    FakeRequest begin = get(OidcLogin.BEGIN, Map.of());
    OidcLogin.BegunLogin begun = oidc.begin(begin, "/");
    return access.sessions()
        .begin(oidc.complete(get(OidcLogin.CALLBACK, provider.authorize(begun.address())), begun.browser()).account());
  }

  @Test
  void theLogoutContinuesAtTheProvider() throws Exception {
    provider.discovery.put("end_session_endpoint", provider.issuer() + "/end");
    ConsoleSession user = userOfProvider();
    PageReply reply = site.answer(FakeRequest.post("/logout", map("token", user.token())), Optional.of(user));
    assertEquals(200, reply.status());
    assertTrue(text(reply).contains(provider.issuer() + "/end?client_id"), text(reply));
    assertFalse(access.sessions().exists(user));
    assertEquals("/login", post("/logout").headers().get("Location"), "a local user is not sent to the provider");
  }

  @Test
  void withoutAProviderItsPathsLeadToTheLogin() {
    site = siteWith(new OidcLogin(OidcSettings.NONE, System::nanoTime, Instant::now));
    for (String path : List.of(OidcLogin.BEGIN, OidcLogin.CALLBACK)) {
      assertEquals("/login", open(get(path, Map.of("state", "a"))).headers().get("Location"));
    }
    assertFalse(text(open(FakeRequest.get("/login"))).contains("oidc"));
  }

  @Test
  void strangersCannotFillTheAuditLog() {
    for (int i = 0; i < 200; i++) {
      assertEquals(400, open(get(OidcLogin.CALLBACK, Map.of("state", "invented"))).status());
    }
    assertTrue(engine.entries.size() <= 2 * AnonymousEntries.MOST_IN_A_MINUTE, () -> "" + engine.entries.size());
  }
}
