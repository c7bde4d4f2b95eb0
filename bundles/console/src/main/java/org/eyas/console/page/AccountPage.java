package org.eyas.console.page;

import java.io.IOException;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.failure.Reason;
import org.eyas.console.access.Access;
import org.eyas.console.access.Accounts;
import org.eyas.console.access.Login;
import org.eyas.console.access.Passwords;
import org.eyas.console.access.Role;
import org.eyas.console.access.Session;
import org.eyas.console.access.Sessions;

/** The page on which users change their own password, and admins also the other accounts. */
final class AccountPage implements Page {
  /** @param error the reason why the password was not changed; empty before an attempt */
  private record Model(boolean must, int shortest, boolean manages, List<Row> accounts, String error) {}

  private record Row(String user, String role, boolean self) {}

  private final Accounts accounts;
  private final Sessions sessions;
  private final Login login;
  private final Templates templates;
  private final Audit audit;

  AccountPage(Access access, Templates templates, Audit audit) {
    accounts = access.accounts();
    sessions = access.sessions();
    login = access.login();
    this.templates = templates;
    this.audit = audit;
  }

  @Override
  public Reply get(Visit visit) {
    return page(200, visit, "");
  }

  private Reply page(int status, Visit visit, String error) {
    Session session = visit.session();
    boolean manages = session.isAdmin() && !session.mustChangePassword();
    List<Row> rows =
        accounts.all().stream()
            .map(account -> new Row(account.user(), account.role().word(), account.user().equals(session.user())))
            .toList();
    Model model = new Model(session.mustChangePassword(), Passwords.SHORTEST, manages, manages ? rows : List.of(), error);
    return templates.page(status, "account", "Account", visit, model);
  }

  @Override
  public Reply post(Visit visit) throws RefusedException, IOException {
    String act = visit.parameter("do");
    if (act.equals("password")) {
      return changed(visit);
    }
    if (!visit.session().isAdmin() || visit.session().mustChangePassword()) {
      throw new RefusedException("Only an admin may do that.");
    }
    return act.equals("remove") ? remove(visit) : put(visit);
  }

  // A mistake is corrected on the same page.
  private Reply changed(Visit visit) throws IOException {
    try {
      return password(visit);
    } catch (RefusedException e) {
      audit.add(visit.who(), "change password", Reason.of(e), false);
      return page(409, visit, Reason.of(e));
    }
  }

  private Reply password(Visit visit) throws RefusedException, IOException {
    Session session = visit.session();
    String fresh = visit.parameter("fresh");
    if (!fresh.equals(visit.parameter("again"))) {
      throw new RefusedException("The two new passwords differ.");
    }
    if (fresh.equals(visit.parameter("password"))) {
      throw new RefusedException("The new password must differ from the current one.");
    }
    if (!login.knows(session.user(), visit.parameter("password"))) {
      throw new RefusedException("Current password is incorrect.");
    }
    audit.make(visit, "change password", session.user(), () -> accounts.change(session.user(), session.role(), fresh));
    return Reply.to("/").with("Set-Cookie", Login.cookie(login.renew(session), visit.request().secure()));
  }

  private Reply put(Visit visit) throws RefusedException, IOException {
    String user = visit.parameter("user");
    Role role = Role.parse(visit.parameter("role")).orElseThrow(() -> new RefusedException("The role must be viewer or admin."));
    if (user.equals(visit.session().user())) {
      throw new RefusedException("Change your own password above.");
    }
    audit.make(visit, "set account", user + ", " + role.word(), () -> accounts.change(user, role, visit.parameter("fresh")));
    sessions.endAllOf(user);
    return Reply.to(visit.request().path());
  }

  private Reply remove(Visit visit) throws RefusedException, IOException {
    String user = visit.parameter("user");
    if (user.equals(visit.session().user())) {
      throw new RefusedException("You cannot delete your own account.");
    }
    audit.make(visit, "remove account", user, () -> accounts.remove(user));
    sessions.endAllOf(user);
    return Reply.to(visit.request().path());
  }
}
