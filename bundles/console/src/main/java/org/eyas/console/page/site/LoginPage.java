package org.eyas.console.page.site;

import java.util.Optional;
import org.eyas.console.access.ConsoleRequest;
import org.eyas.console.access.ConsoleSession;
import org.eyas.console.access.LoginService;
import org.eyas.console.access.LoginService.Outcome;
import org.eyas.console.access.ReturnPath;
import org.eyas.console.oidc.OidcLogin;
import org.eyas.console.page.AuditRecorder;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;

/** The page to log in. */
final class LoginPage {
  static final String PATH = "/login";

  /** @param next the path to open after the log-in; empty for the first page */
  private record Model(String user, String problem, boolean passwords, boolean provider, String next, String query) {}

  private final LoginService login;
  private final OidcLogin oidc;
  private final PageTemplates templates;
  private final AuditRecorder audit;

  LoginPage(LoginService login, OidcLogin oidc, PageTemplates templates, AuditRecorder audit) {
    this.login = login;
    this.oidc = oidc;
    this.templates = templates;
    this.audit = audit;
  }

  PageReply answer(ConsoleRequest request, Optional<ConsoleSession> session) {
    String next = ReturnPath.of(request.parameter(ReturnPath.PARAMETER));
    if (!request.method().equals("POST")) {
      return session.isPresent() ? PageReply.redirect(next) : form(200, "", "", next);
    }
    String user = request.parameter("user");
    String who = "console:" + AuditRecorder.singleLine(user) + " from " + request.clientAddress();
    if (!oidc.allowsPasswords()) {
      audit.addEntry(who, "log in", "eyas.console.oidc.local_login is false", false);
      return form(403, user, "Log in at the provider: passwords are switched off.", next);
    }
    return switch (login.logIn(user, request.parameter("password"), request.clientAddress())) {
      case Outcome.In(ConsoleSession fresh) -> {
        audit.addEntry(who, "log in", fresh.role().word(), true);
        yield PageReply.redirect(next).withHeader("Set-Cookie", LoginService.cookie(fresh, request.secure()));
      }
      case Outcome.Wrong() -> {
        audit.addEntry(who, "log in", "wrong user or password", false);
        yield form(401, user, "User or password is wrong.", next);
      }
      case Outcome.Wait(long seconds) -> {
        audit.addEntry(who, "log in", "too many wrong passwords before", false);
        yield form(429, user, "Too many wrong passwords. Try again in " + seconds + " s.", next).withHeader("Retry-After",
            "" + seconds);
      }
    };
  }

  /** The page with the forms to log in. */
  PageReply form(int status, String user, String problem, String next) {
    String wanted = next.equals("/") ? "" : next;
    String query = wanted.isEmpty() ? "" : "?" + ReturnPath.query(wanted);
    return templates.open(
        status, "login", "Log in", new Model(user, problem, oidc.allowsPasswords(), oidc.isOn(), wanted, query));
  }
}
