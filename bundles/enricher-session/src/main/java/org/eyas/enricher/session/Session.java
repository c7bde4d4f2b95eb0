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
record Session(
    Login login, Person user, Connection connection, long tty, Confidence confidence, @Nullable Change change)
    implements Trail {
  /** The value for processes that no person started: daemons, and all processes that daemons start. */
  static final Session NONE =
      new Session(new Login(Kind.SSH, 0, 0), Person.UNKNOWN, Connection.UNKNOWN, 0, Confidence.LIKELY, null);

  /**
   * The program that opened a session.
   *
   * @param pid its process
   * @param startNanos the start time of that process, in nanoseconds since the epoch; 0 if unknown
   */
  record Login(Kind kind, long pid, long startNanos) {
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
    return change == null ? Account.UNKNOWN : change.from();
  }

  /** The account after the last change. */
  long changedTo() {
    return change == null ? Account.UNKNOWN : change.to();
  }

  Session with(Change next) {
    return new Session(login, user, connection, tty, confidence, next);
  }
}
