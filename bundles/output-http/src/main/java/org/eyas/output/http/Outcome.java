package org.eyas.output.http;

import java.util.Set;

/**
 * What became of one request.
 *
 * @param status of the answer, 0 without one
 * @param text what happened, for the log
 * @param waitMillis how long the server asks to be left alone, 0 where it does not
 */
record Outcome(Kind kind, int status, String text, long waitMillis) {
  // Others - wrong address, wrong password, no such method - would be said of any alert.
  private static final Set<Integer> ABOUT_THE_ALERT = Set.of(400, 409, 413, 415, 422);

  /** What can be done about it. */
  enum Kind {
    ACCEPTED,
    /** The server is well and does not want this request: another try has the same answer. */
    REJECTED,
    /** No answer, or one that says "not now". */
    FAILED,
    TIMED_OUT,
    /** Nothing that passes by itself in a moment: certificates that do not fit. */
    REFUSED
  }

  static Outcome withoutAnswer(Kind kind, String text) {
    return new Outcome(kind, 0, text, 0);
  }

  /** Whether the server may want the next alert though it does not want this one. */
  boolean isAboutTheAlert() {
    return kind == Kind.REJECTED && ABOUT_THE_ALERT.contains(status);
  }
}
