package org.eyas.enricher.session;

import org.eyas.api.process.ProcessInfo;

/**
 * A login program at work: it has not started the user's program yet. All processes of the login program share it.
 *
 * @param outer the session in which the login program runs; {@link Session#NONE} for a login from outside
 * @param login the program and its first process
 * @param connection the client of a network login
 * @param caller the terminal and account from which the program was called
 * @param loginuidBefore the login user id before this login
 */
record Opening(Session outer, Session.Login login, Connection connection, Caller caller, long loginuidBefore)
    implements Trail {
  /** The caller of the login program: the account, and the number of the terminal (0 for none). */
  record Caller(long uid, long tty) {}

  Kind kind() {
    return login.kind();
  }

  /**
   * The session of the program that the login program starts.
   *
   * @param account the effective user id at the start of that program
   */
  Session begin(ProcessInfo program, long account) {
    return switch (kind()) {
      case SSH -> remote(program, account);
      case CONSOLE -> outer == Session.NONE ? local(program, account) : changed(outer, account);
      default -> changed(outer == Session.NONE ? called(program) : outer, account);
    };
  }

  private Session changed(Session session, long account) {
    return session == Session.NONE ? session : session.with(Change.after(session.change(), kind(), caller.uid(), account));
  }

  // Helpers that sshd starts before the login (unix_chkpwd, AuthorizedKeysCommand) have other accounts than the user.
  private Session remote(ProcessInfo program, long account) {
    Connection told = SshEnvironment.connection(program.place().rawEnv());
    boolean isUsers = told.isKnown() && (!connection.isKnown() || told.hasSameEnd(connection));
    Connection client = connection.source() == Connection.Source.NOTHING ? told : connection;
    long user = loggedIn(program, isUsers ? account : Account.UNKNOWN);
    return session(user, client, program.usage().tty(), confidence(program, isUsers, account, isFromSocket()));
  }

  private boolean isFromSocket() {
    return connection.source() == Connection.Source.SOCKET;
  }

  // Login puts a dash before the name of the user's shell; its helpers have none.
  private Session local(ProcessInfo program, long account) {
    boolean isUsers = !program.program().exe().isEmpty() && program.program().exe().at(0) == '-';
    long user = loggedIn(program, isUsers ? account : Account.UNKNOWN);
    Session.Login began = new Session.Login(kind(), login.pid(), Session.Login.start(program)); // the process was getty before
    Confidence confidence = confidence(program, isUsers, account, caller.tty() != 0);
    return new Session(began, Person.account(user), connection, caller.tty(), confidence, null);
  }

  // Without a terminal, no person types: a script of a service or of cron calls sudo too.
  private Session called(ProcessInfo program) {
    if (caller.tty() == 0) {
      return Session.NONE;
    }
    long loginuid = program.credentials().loginuid();
    Confidence confidence =
        loginuid == Account.UNKNOWN ? Confidence.LIKELY
            : loginuid == caller.uid() ? Confidence.EXACT : Confidence.AMBIGUOUS;
    return session(loginuid == Account.UNKNOWN ? caller.uid() : loginuid, connection, caller.tty(), confidence);
  }

  private Session session(long user, Connection client, long tty, Confidence confidence) {
    return new Session(login, Person.account(user), client, tty, confidence, null);
  }

  private Confidence confidence(ProcessInfo program, boolean isUsers, long account, boolean isOriginKnown) {
    boolean isSet = isLoginuidSet(program);
    if (connection.source() == Connection.Source.SEVERAL || isSet && isUsers && program.credentials().loginuid() != account) {
      return Confidence.AMBIGUOUS;
    }
    return isSet && isOriginKnown ? Confidence.EXACT : Confidence.LIKELY;
  }

  private long loggedIn(ProcessInfo program, long otherwise) {
    return isLoginuidSet(program) ? program.credentials().loginuid() : otherwise;
  }

  // A login program that a person started by hand has that person's id from the beginning.
  private boolean isLoginuidSet(ProcessInfo program) {
    return program.credentials().loginuid() != Account.UNKNOWN && program.credentials().loginuid() != loginuidBefore;
  }
}
