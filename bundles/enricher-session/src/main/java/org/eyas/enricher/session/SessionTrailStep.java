package org.eyas.enricher.session;

import org.eyas.api.process.ProcessInfo;

/**
 * Decides the trail of a process from an earlier trail: the trail of its parent, or its own trail before it executed
 * another program. Called for every clone and exec. If nothing changes for a process, it keeps the same object.
 */
final class SessionTrailStep {
  private static final int LEVELS = 64;

  private SessionTrailStep() {}

  /** The trail of a process now. */
  static SessionTrail of(ProcessInfo process) {
    return of(process, LEVELS);
  }

  // Processes that were there before the first event come in any order, so those above may not have a trail yet.
  private static SessionTrail of(ProcessInfo process, int levels) {
    if (process.attachment(SessionTrail.KEY) instanceof SessionTrail before) {
      return next(process, before);
    }
    ProcessInfo parent = process.parent();
    boolean top = levels == 0 || !parent.known() || parent.pid() == process.pid();
    return next(process, top ? LoginSession.NONE : of(parent, levels - 1));
  }

  private static SessionTrail next(ProcessInfo process, SessionTrail before) {
    SessionKind kind = LoginPrograms.kindOf(process.program().exepath());
    if (kind == null) {
      return isJob(process, before) ? LoginSession.NONE : begun(process, before);
    }
    if (kind == SessionKind.SSH) {
      return served(process, before);
    }
    if (before instanceof SessionOpening opening && opening.kind() == kind && !isCalledAgain(process, opening)) {
      return before;
    }
    return LoginPrograms.isTrusted(process) ? opened(process, before, kind) : begun(process, before);
  }

  // sudo -u bob sudo -u carol ...: the first one executes the second, in a process of its own or in its place.
  private static boolean isCalledAgain(ProcessInfo process, SessionOpening opening) {
    boolean hasExecuted = process.uidBeforeExec() != AccountIds.UNKNOWN;
    boolean isSame = process.pid() == opening.login().pid() && process.uidBeforeExec() == opening.caller().uid();
    return hasExecuted && !isSame;
  }

  // A scheduler that a person restarted belongs to a session, but the jobs that it starts do not.
  private static boolean isJob(ProcessInfo process, SessionTrail before) {
    return before != LoginSession.NONE && JobSchedulerPrograms.hasMade(process);
  }

  private static SessionTrail begun(ProcessInfo process, SessionTrail before) {
    if (before instanceof SessionOpening opening) {
      return opening.begin(process, process.credentials().uid());
    }
    EnteredProgram entered = before == LoginSession.NONE ? EnteredProgram.of(process) : null;
    return entered == null ? before : entered;
  }

  private static SessionOpening opened(ProcessInfo process, SessionTrail before, SessionKind kind) {
    long caller = caller(process);
    SessionTrail around = before instanceof SessionOpening opening ? opening.begin(process, caller) : before;
    LoginSession outer = around instanceof LoginSession session ? session : LoginSession.NONE;
    return new SessionOpening(
        outer, login(process, kind), LoginConnection.UNKNOWN, new SessionOpening.Caller(caller, process.usage().tty()),
        loginuidBefore(process));
  }

  // The programs are set-uid, so their own account is root.
  private static long caller(ProcessInfo process) {
    return process.uidBeforeExec() == AccountIds.UNKNOWN ? process.parent().credentials().uid() : process.uidBeforeExec();
  }

  private static LoginSession.Login login(ProcessInfo process, SessionKind kind) {
    return new LoginSession.Login(kind, process.pid(), LoginSession.Login.start(process));
  }

  private static long loginuidBefore(ProcessInfo process) {
    return process.parent().credentials().loginuid();
  }

  private static SessionTrail served(ProcessInfo process, SessionTrail before) {
    SessionOpening login = before instanceof SessionOpening opening && opening.kind() == SessionKind.SSH ? opening : null;
    LoginConnection inherited = login == null ? LoginConnection.UNKNOWN : login.connection();
    LoginConnection client = AcceptedConnectionFinder.of(process, inherited);
    boolean isOther = client.isKnown() && !client.hasSameEnd(inherited);
    if (login != null && !(isOther && LoginPrograms.isTrusted(process))) {
      return before;
    }
    boolean isListener = client == LoginConnection.UNKNOWN && LoginPrograms.isListener(process);
    return isListener || !LoginPrograms.isTrusted(process)
        ? begun(process, before)
        : new SessionOpening(
            LoginSession.NONE, login(process, SessionKind.SSH), client, new SessionOpening.Caller(AccountIds.UNKNOWN, 0),
            loginuidBefore(process));
  }
}
