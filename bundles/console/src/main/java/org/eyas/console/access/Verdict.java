package org.eyas.console.access;

import java.util.Optional;

/** What becomes of a request. */
public sealed interface Verdict {
  /** It may go on. @param session empty at the open paths where nobody is logged in */
  record Pass(Optional<Session> session) implements Verdict {}

  /** Nobody is logged in. */
  record LogIn() implements Verdict {}

  /** Somebody has to change the password first. */
  record ChangePassword() implements Verdict {}

  /**
   * It may not go on.
   *
   * @param status of HTTP
   * @param admin who tried to change something, for the audit log; mostly empty
   */
  record Refuse(int status, String why, Optional<Session> admin) implements Verdict {
    Refuse(int status, String why) {
      this(status, why, Optional.empty());
    }
  }
}
