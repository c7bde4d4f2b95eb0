package org.eyas.output.http;

/**
 * What became of one request.
 *
 * @param status of the answer, 0 without one
 * @param text what happened, for the log
 * @param waitMillis how long the server asks to be left alone, 0 where it does not
 */
record Outcome(Kind kind, int status, String text, long waitMillis) {
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
}
