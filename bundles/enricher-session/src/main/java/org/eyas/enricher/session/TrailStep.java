package org.eyas.enricher.session;

import org.eyas.api.process.ProcessInfo;

/**
 * Decides the trail of a process from an earlier trail: the trail of its parent, or its own trail before it executed
 * another program. Called for every clone and exec. If nothing changes for a process, it keeps the same object.
 */
final class TrailStep {
  private static final int LEVELS = 64;

  private TrailStep() {}

  /** The trail of a process now. */
  static Trail of(ProcessInfo process) {
    return of(process, LEVELS);
  }

  // Processes that were there before the first event come in any order, so those above may not have a trail yet.
  private static Trail of(ProcessInfo process, int levels) {
    if (process.attachment(Trail.KEY) instanceof Trail before) {
      return next(process, before);
    }
    ProcessInfo parent = process.parent();
    boolean top = levels == 0 || !parent.known() || parent.pid() == process.pid();
    return next(process, top ? Session.NONE : of(parent, levels - 1));
  }

  private static Trail next(ProcessInfo process, Trail before) {
    Kind kind = LoginPrograms.kindOf(process.program().exepath());
    if (kind == null) {
      return isJob(process, before) ? Session.NONE : begun(process, before);
    }
    if (kind == Kind.SSH) {
      return served(process, before);
    }
    if (before instanceof Opening opening && opening.kind() == kind && !isCalledAgain(process, opening)) {
      return before;
    }
    return LoginPrograms.isTrusted(process) ? opened(process, before, kind) : begun(process, before);
  }

  // sudo -u bob sudo -u carol ...: the first one executes the second, in a process of its own or in its place.
  private static boolean isCalledAgain(ProcessInfo process, Opening opening) {
    boolean hasExecuted = process.uidBeforeExec() != Account.UNKNOWN;
    boolean isSame = process.pid() == opening.login().pid() && process.uidBeforeExec() == opening.caller().uid();
    return hasExecuted && !isSame;
  }

  // A scheduler that a person restarted belongs to a session, but the jobs that it starts do not.
  private static boolean isJob(ProcessInfo process, Trail before) {
    return before != Session.NONE && JobScheduler.hasMade(process);
  }

  private static Trail begun(ProcessInfo process, Trail before) {
    if (before instanceof Opening opening) {
      return opening.begin(process, process.credentials().uid());
    }
    Entered entered = before == Session.NONE ? Entered.of(process) : null;
    return entered == null ? before : entered;
  }

  private static Opening opened(ProcessInfo process, Trail before, Kind kind) {
    long caller = caller(process);
    Trail around = before instanceof Opening opening ? opening.begin(process, caller) : before;
    Session outer = around instanceof Session session ? session : Session.NONE;
    return new Opening(
        outer, login(process, kind), Connection.UNKNOWN, new Opening.Caller(caller, process.usage().tty()),
        loginuidBefore(process));
  }

  // The programs are set-uid, so their own account is root.
  private static long caller(ProcessInfo process) {
    return process.uidBeforeExec() == Account.UNKNOWN ? process.parent().credentials().uid() : process.uidBeforeExec();
  }

  private static Session.Login login(ProcessInfo process, Kind kind) {
    return new Session.Login(kind, process.pid(), Session.Login.start(process));
  }

  private static long loginuidBefore(ProcessInfo process) {
    return process.parent().credentials().loginuid();
  }

  private static Trail served(ProcessInfo process, Trail before) {
    Opening login = before instanceof Opening opening && opening.kind() == Kind.SSH ? opening : null;
    Connection inherited = login == null ? Connection.UNKNOWN : login.connection();
    Connection client = AcceptedConnections.of(process, inherited);
    boolean isOther = client.isKnown() && !client.hasSameEnd(inherited);
    if (login != null && !(isOther && LoginPrograms.isTrusted(process))) {
      return before;
    }
    boolean isListener = client == Connection.UNKNOWN && LoginPrograms.isListener(process);
    return isListener || !LoginPrograms.isTrusted(process)
        ? begun(process, before)
        : new Opening(
            Session.NONE, login(process, Kind.SSH), client, new Opening.Caller(Account.UNKNOWN, 0), loginuidBefore(process));
  }
}
