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

  /** @param status of HTTP */
  record Refuse(int status, String why) implements Verdict {}
}
