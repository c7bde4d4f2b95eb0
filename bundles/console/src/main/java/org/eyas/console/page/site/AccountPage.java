package org.eyas.console.page.site;

import java.io.IOException;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.failure.Reason;
import org.eyas.console.access.AccessControl;
import org.eyas.console.access.ConsoleAccounts;
import org.eyas.console.access.ConsoleRole;
import org.eyas.console.access.ConsoleSession;
import org.eyas.console.access.ConsoleSessions;
import org.eyas.console.access.LoginService;
import org.eyas.console.access.PasswordPolicy;
import org.eyas.console.page.AuditRecorder;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.UserRequest;

/** The page on which users change their own password, and admins also the other accounts. */
final class AccountPage implements ConsolePage {
  /** @param error the reason why the password was not changed; empty before an attempt */
  private record Model(boolean must, boolean provider, int shortest, boolean manages, List<Row> accounts, String error) {}

  private record Row(String user, String role, boolean self) {}

  private final ConsoleAccounts accounts;
  private final ConsoleSessions sessions;
  private final LoginService login;
  private final PageTemplates templates;
  private final AuditRecorder audit;

  AccountPage(AccessControl access, PageTemplates templates, AuditRecorder audit) {
    accounts = access.accounts();
    sessions = access.sessions();
    login = access.login();
    this.templates = templates;
    this.audit = audit;
  }

  @Override
  public PageReply get(UserRequest visit) {
    return page(200, visit, "");
  }

  private PageReply page(int status, UserRequest visit, String error) {
    ConsoleSession session = visit.session();
    boolean manages = session.isAdmin() && !session.mustChangePassword();
    List<Row> rows =
        accounts.all().stream()
            .map(account -> new Row(account.user(), account.role().word(), account.user().equals(session.user())))
            .toList();
    Model model = new Model(session.mustChangePassword(), session.isOfProvider(), PasswordPolicy.SHORTEST, manages,
        manages ? rows : List.of(), error);
    return templates.page(status, "account", "Account", visit, model);
  }

  @Override
  public PageReply post(UserRequest visit) throws RefusedException, IOException {
    String act = visit.parameter("do");
    if (act.equals("password")) {
      return changePassword(visit);
    }
    if (!visit.session().isAdmin() || visit.session().mustChangePassword()) {
      throw new RefusedException("Only an admin may do that.");
    }
    return act.equals("remove") ? remove(visit) : setAccount(visit);
  }

  // A mistake is corrected on the same page.
  private PageReply changePassword(UserRequest visit) throws IOException {
    try {
      return password(visit);
    } catch (RefusedException e) {
      audit.addEntry(visit.actor(), "change password", Reason.of(e), false);
      return page(409, visit, Reason.of(e));
    }
  }

  private PageReply password(UserRequest visit) throws RefusedException, IOException {
    ConsoleSession session = visit.session();
    if (session.isOfProvider()) {
      throw new RefusedException("Your password is at the provider where you log in: change it there.");
    }
    String fresh = visit.parameter("fresh");
    if (!fresh.equals(visit.parameter("again"))) {
      throw new RefusedException("The two new passwords differ.");
    }
    if (fresh.equals(visit.parameter("password"))) {
      throw new RefusedException("The new password must differ from the current one.");
    }
    if (!login.hasPassword(session.user(), visit.parameter("password"))) {
      throw new RefusedException("Current password is incorrect.");
    }
    audit.applyAudited(visit, "change password", session.user(),
        () -> accounts.setPassword(session.user(), session.role(), fresh));
    return PageReply.redirect("/").withHeader("Set-Cookie", LoginService.cookie(login.renew(session), visit.request().secure()));
  }

  private PageReply setAccount(UserRequest visit) throws RefusedException, IOException {
    String user = visit.parameter("user");
    ConsoleRole role =
        ConsoleRole.parse(visit.parameter("role")).orElseThrow(() -> new RefusedException("The role must be viewer or admin."));
    if (user.equals(visit.session().user())) {
      throw new RefusedException("Change your own password above.");
    }
    audit.applyAudited(visit, "set account", user + ", " + role.word(),
        () -> accounts.setPassword(user, role, visit.parameter("fresh")));
    sessions.endAllOf(user);
    return PageReply.redirect(visit.request().path());
  }

  private PageReply remove(UserRequest visit) throws RefusedException, IOException {
    String user = visit.parameter("user");
    if (user.equals(visit.session().user())) {
      throw new RefusedException("You cannot delete your own account.");
    }
    audit.applyAudited(visit, "remove account", user, () -> accounts.remove(user));
    sessions.endAllOf(user);
    return PageReply.redirect(visit.request().path());
  }
}
