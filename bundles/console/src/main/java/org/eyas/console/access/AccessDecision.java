package org.eyas.console.access;

import java.util.Optional;

/** The decision about a request. */
public sealed interface AccessDecision {
  /**
   * The request is allowed.
   *
   * @param session empty at open paths if nobody is logged in
   */
  record Pass(Optional<ConsoleSession> session) implements AccessDecision {}

  /** The client is not logged in. */
  record LogIn() implements AccessDecision {}

  /** The user must change the password first. */
  record ChangePassword() implements AccessDecision {}

  /**
   * The request is rejected.
   *
   * @param status the HTTP status
   * @param admin the admin who tried to change something, for the audit log; mostly empty
   */
  record Refuse(int status, String why, Optional<ConsoleSession> admin) implements AccessDecision {
    Refuse(int status, String why) {
      this(status, why, Optional.empty());
    }
  }
}
