package org.eyas.enricher.session;

import org.eyas.api.process.ProcessInfo;
import org.jspecify.annotations.Nullable;

/**
 * A login session, as the processes of one channel or terminal share it.
 *
 * @param login the program that opened the session, and its start time
 * @param user the person
 * @param connection the client, for a login over the network
 * @param tty the number of the terminal; 0 if there is none
 * @param confidence how well user and connection are known
 * @param change the last change of the account; null if there was none
 */
record LoginSession(
    Login login, SessionUser user, LoginConnection connection, long tty, SessionConfidence confidence,
    @Nullable SessionAccountChange change)
    implements SessionTrail {
  /** The value for processes that no person started: daemons, and all processes that daemons start. */
  static final LoginSession NONE =
      new LoginSession(new Login(SessionKind.SSH, 0, 0), SessionUser.UNKNOWN, LoginConnection.UNKNOWN, 0,
          SessionConfidence.LIKELY, null);

  /**
   * The program that opened a session.
   *
   * @param pid its process
   * @param startNanos the start time of that process, in nanoseconds since the epoch; 0 if unknown
   */
  record Login(SessionKind kind, long pid, long startNanos) {
    /**
     * The start time of a process; 0 if it is unknown. A process without a trail existed before the first event, so its
     * start time is unknown.
     */
    static long start(ProcessInfo process) {
      return process.attachment(KEY) == null ? 0 : process.usage().startNanos();
    }
  }

  /** The account that called the program of the last change. */
  long changedFrom() {
    return change == null ? AccountIds.UNKNOWN : change.from();
  }

  /** The account after the last change. */
  long changedTo() {
    return change == null ? AccountIds.UNKNOWN : change.to();
  }

  LoginSession with(SessionAccountChange next) {
    return new LoginSession(login, user, connection, tty, confidence, next);
  }
}
