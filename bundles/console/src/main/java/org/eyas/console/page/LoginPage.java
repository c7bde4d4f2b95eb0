package org.eyas.console.page;

import java.util.Optional;
import org.eyas.console.access.Login;
import org.eyas.console.access.Login.Outcome;
import org.eyas.console.access.Request;
import org.eyas.console.access.Session;

/** The page to log in. */
final class LoginPage {
  static final String PATH = "/login";

  private record Model(String user, String problem) {}

  private final Login login;
  private final Templates templates;
  private final Audit audit;

  LoginPage(Login login, Templates templates, Audit audit) {
    this.login = login;
    this.templates = templates;
    this.audit = audit;
  }

  Reply answer(Request request, Optional<Session> session) {
    if (!request.method().equals("POST")) {
      return session.isPresent() ? Reply.to("/") : form(200, "", "");
    }
    String user = request.parameter("user");
    String who = "console:" + Audit.plain(user) + " from " + request.from();
    return switch (login.logIn(user, request.parameter("password"), request.from())) {
      case Outcome.In(Session fresh) -> {
        audit.add(who, "log in", fresh.role().word(), true);
        yield Reply.to("/").with("Set-Cookie", Login.cookie(fresh, request.secure()));
      }
      case Outcome.Wrong() -> {
        audit.add(who, "log in", "wrong user or password", false);
        yield form(401, user, "User or password is wrong.");
      }
      case Outcome.Wait(long seconds) -> {
        audit.add(who, "log in", "too many wrong passwords before", false);
        yield form(429, user, "Too many wrong passwords. Try again in " + seconds + " s.").with("Retry-After", "" + seconds);
      }
    };
  }

  private Reply form(int status, String user, String problem) {
    return templates.open(status, "login", "Log in", new Model(user, problem));
  }
}
