package org.eyas.console.page.site;

import java.util.Optional;
import org.eyas.console.access.ConsoleRequest;
import org.eyas.console.access.ConsoleSession;
import org.eyas.console.access.LoginService;
import org.eyas.console.access.LoginService.Outcome;
import org.eyas.console.page.AuditRecorder;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;

/** The page to log in. */
final class LoginPage {
  static final String PATH = "/login";

  private record Model(String user, String problem) {}

  private final LoginService login;
  private final PageTemplates templates;
  private final AuditRecorder audit;

  LoginPage(LoginService login, PageTemplates templates, AuditRecorder audit) {
    this.login = login;
    this.templates = templates;
    this.audit = audit;
  }

  PageReply answer(ConsoleRequest request, Optional<ConsoleSession> session) {
    if (!request.method().equals("POST")) {
      return session.isPresent() ? PageReply.redirect("/") : form(200, "", "");
    }
    String user = request.parameter("user");
    String who = "console:" + AuditRecorder.singleLine(user) + " from " + request.clientAddress();
    return switch (login.logIn(user, request.parameter("password"), request.clientAddress())) {
      case Outcome.In(ConsoleSession fresh) -> {
        audit.addEntry(who, "log in", fresh.role().word(), true);
        yield PageReply.redirect("/").withHeader("Set-Cookie", LoginService.cookie(fresh, request.secure()));
      }
      case Outcome.Wrong() -> {
        audit.addEntry(who, "log in", "wrong user or password", false);
        yield form(401, user, "User or password is wrong.");
      }
      case Outcome.Wait(long seconds) -> {
        audit.addEntry(who, "log in", "too many wrong passwords before", false);
        yield form(429, user, "Too many wrong passwords. Try again in " + seconds + " s.").withHeader("Retry-After",
            "" + seconds);
      }
    };
  }

  private PageReply form(int status, String user, String problem) {
    return templates.open(status, "login", "Log in", new Model(user, problem));
  }
}
