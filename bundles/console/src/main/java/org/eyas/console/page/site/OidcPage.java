package org.eyas.console.page.site;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eyas.api.data.VisibleText;
import org.eyas.api.failure.Reason;
import org.eyas.console.access.ConsoleRequest;
import org.eyas.console.access.ConsoleSession;
import org.eyas.console.access.ConsoleSessions;
import org.eyas.console.access.LoginService;
import org.eyas.console.access.ProviderIdentity;
import org.eyas.console.access.ReturnPath;
import org.eyas.console.oidc.OidcLogin;
import org.eyas.console.oidc.OidcLogin.BegunLogin;
import org.eyas.console.oidc.OidcLogin.LoggedIn;
import org.eyas.console.oidc.OidcRefusal;
import org.eyas.console.page.AuditRecorder;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two pages of a login at a provider: the one that sends the browser there, and the one to which it returns. */
final class OidcPage {
  static final Set<String> PATHS = Set.of(OidcLogin.BEGIN, OidcLogin.CALLBACK);

  private static final Logger LOG = LoggerFactory.getLogger(OidcPage.class);
  private static final int LONGEST = 10_000;

  private final OidcLogin oidc;
  private final ConsoleSessions sessions;
  private final LoginPage login;
  private final PageTemplates templates;
  private final AuditRecorder audit;
  private final AnonymousEntries anonymous = new AnonymousEntries(System::nanoTime);

  OidcPage(OidcLogin oidc, ConsoleSessions sessions, LoginPage login, PageTemplates templates, AuditRecorder audit) {
    this.oidc = oidc;
    this.sessions = sessions;
    this.login = login;
    this.templates = templates;
    this.audit = audit;
  }

  PageReply answer(ConsoleRequest request) {
    if (!oidc.isOn() || !request.method().equals("GET")) {
      return PageReply.redirect(LoginPage.PATH);
    }
    try {
      return request.path().equals(OidcLogin.BEGIN) ? begin(request) : complete(request);
    } catch (OidcRefusal e) {
      addRefusal(request, e);
      return login.form(e.kind().status(), "", e.kind().sentence(), e.next());
    }
  }

  private void addRefusal(ConsoleRequest request, OidcRefusal refusal) {
    String reason = AuditRecorder.singleLine(Reason.of(refusal));
    if (refusal.kind().needsUser()) {
      logWhole(VisibleText.line(Reason.of(refusal)), reason);
      audit.addEntry(actor("oidc", request), "log in", reason, false);
    } else {
      anonymous.next().ifPresent(before -> audit.addEntry(actor("oidc", request), "log in", before + reason, false));
    }
  }

  // The audit log truncates a long text, such as the groups of somebody who has many.
  private static void logWhole(String whole, String audited) {
    if (!whole.equals(audited)) {
      LOG.warn("console: a login at the provider is refused: {}", whole.substring(0, Math.min(whole.length(), LONGEST)));
    }
  }

  private static String actor(String user, ConsoleRequest request) {
    return "console:" + user + " from " + request.clientAddress();
  }

  private PageReply begin(ConsoleRequest request) throws OidcRefusal {
    BegunLogin begun = oidc.begin(request, ReturnPath.of(request.parameter(ReturnPath.PARAMETER)));
    return PageReply.redirect(begun.address()).withHeader("Set-Cookie", cookie(begun.browser(), request.secure()));
  }

  // Browsers do not send a strict cookie with the request that comes from the site of the provider, so this one is lax.
  private static String cookie(String value, boolean secure) {
    return cookieName(secure) + "=" + value + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=600" + (secure ? "; Secure" : "");
  }

  private static String cookieName(boolean secure) {
    return secure ? "__Host-eyas-oidc" : "eyas-oidc";
  }

  private PageReply complete(ConsoleRequest request) throws OidcRefusal {
    LoggedIn user = oidc.complete(request, request.cookie(cookieName(request.secure())));
    ConsoleSession session = sessions.begin(user.account());
    Set<String> groups = user.account().provider().map(ProviderIdentity::groups).orElse(Set.of());
    audit.addEntry(
        actor(session.user(), request), "log in",
        session.role().word() + ", sub " + user.subject() + ", by the groups " + new TreeSet<>(groups), true);
    // A redirection would continue the request from the site of the provider, with which browsers do not send the strict
    // cookie of the session. A page of the console begins a request of its own.
    return forward("You are logged in.", user.next())
        .withHeader("Set-Cookie", LoginService.cookie(session, request.secure()));
  }

  /** The page after a logout, which continues at the provider if it has a session, too. */
  PageReply afterLogOut(ConsoleSession session) {
    Optional<String> provider = session.isOfProvider() ? oidc.logOutAddress() : Optional.empty();
    // The policy of the pages forbids that a form ends at another site, so this is not a redirection either.
    return provider.map(address -> forward("You are logged out of the console.", address))
        .orElse(PageReply.redirect(LoginPage.PATH));
  }

  private PageReply forward(String text, String address) {
    return templates.open(200, "forward", "Log in", Map.of("text", text, "address", address));
  }
}
