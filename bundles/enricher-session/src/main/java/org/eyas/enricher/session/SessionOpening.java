package org.eyas.enricher.session;

import org.eyas.api.process.ProcessInfo;

/**
 * A login program at work: it has not started the user's program yet. All processes of the login program share it.
 *
 * @param outer the session in which the login program runs; {@link LoginSession#NONE} for a login from outside
 * @param login the program and its first process
 * @param connection the client of a network login
 * @param caller the terminal and account from which the program was called
 * @param loginuidBefore the login user id before this login
 */
record SessionOpening(LoginSession outer, LoginSession.Login login, LoginConnection connection, Caller caller,
    long loginuidBefore)
    implements SessionTrail {
  /** The caller of the login program: the account, and the number of the terminal (0 for none). */
  record Caller(long uid, long tty) {}

  SessionKind kind() {
    return login.kind();
  }

  /**
   * The session of the program that the login program starts.
   *
   * @param account the effective user id at the start of that program
   */
  LoginSession begin(ProcessInfo program, long account) {
    return switch (kind()) {
      case SSH -> remote(program, account);
      case CONSOLE -> outer == LoginSession.NONE ? local(program, account) : changed(outer, account);
      default -> changed(outer == LoginSession.NONE ? called(program) : outer, account);
    };
  }

  private LoginSession changed(LoginSession session, long account) {
    return session == LoginSession.NONE ? session
        : session.with(SessionAccountChange.after(session.change(), kind(), caller.uid(), account));
  }

  // Helpers that sshd starts before the login (unix_chkpwd, AuthorizedKeysCommand) have other accounts than the user.
  private LoginSession remote(ProcessInfo program, long account) {
    LoginConnection told = SshEnvironment.connection(program.place().rawEnv());
    boolean isUsers = told.isKnown() && (!connection.isKnown() || told.hasSameEnd(connection));
    LoginConnection client = connection.source() == LoginConnection.Source.NOTHING ? told : connection;
    long user = loggedIn(program, isUsers ? account : AccountIds.UNKNOWN);
    return session(user, client, program.usage().tty(), confidence(program, isUsers, account, isFromSocket()));
  }

  private boolean isFromSocket() {
    return connection.source() == LoginConnection.Source.SOCKET;
  }

  // Login puts a dash before the name of the user's shell; its helpers have none.
  private LoginSession local(ProcessInfo program, long account) {
    boolean isUsers = !program.program().exe().isEmpty() && program.program().exe().at(0) == '-';
    long user = loggedIn(program, isUsers ? account : AccountIds.UNKNOWN);
    LoginSession.Login began = new LoginSession.Login(kind(), login.pid(), LoginSession.Login.start(program)); // the process was getty before
    SessionConfidence confidence = confidence(program, isUsers, account, caller.tty() != 0);
    return new LoginSession(began, SessionUser.account(user), connection, caller.tty(), confidence, null);
  }

  // Without a terminal, no person types: a script of a service or of cron calls sudo too.
  private LoginSession called(ProcessInfo program) {
    if (caller.tty() == 0) {
      return LoginSession.NONE;
    }
    long loginuid = program.credentials().loginuid();
    SessionConfidence confidence =
        loginuid == AccountIds.UNKNOWN ? SessionConfidence.LIKELY
            : loginuid == caller.uid() ? SessionConfidence.EXACT : SessionConfidence.AMBIGUOUS;
    return session(loginuid == AccountIds.UNKNOWN ? caller.uid() : loginuid, connection, caller.tty(), confidence);
  }

  private LoginSession session(long user, LoginConnection client, long tty, SessionConfidence confidence) {
    return new LoginSession(login, SessionUser.account(user), client, tty, confidence, null);
  }

  private SessionConfidence confidence(ProcessInfo program, boolean isUsers, long account, boolean isOriginKnown) {
    boolean isSet = isLoginuidSet(program);
    if (connection.source() == LoginConnection.Source.SEVERAL
        || isSet && isUsers && program.credentials().loginuid() != account) {
      return SessionConfidence.AMBIGUOUS;
    }
    return isSet && isOriginKnown ? SessionConfidence.EXACT : SessionConfidence.LIKELY;
  }

  private long loggedIn(ProcessInfo program, long otherwise) {
    return isLoginuidSet(program) ? program.credentials().loginuid() : otherwise;
  }

  // A login program that a person started by hand has that person's id from the beginning.
  private boolean isLoginuidSet(ProcessInfo program) {
    return program.credentials().loginuid() != AccountIds.UNKNOWN && program.credentials().loginuid() != loginuidBefore;
  }
}
