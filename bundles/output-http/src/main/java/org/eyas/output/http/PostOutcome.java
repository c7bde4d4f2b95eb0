package org.eyas.output.http;

import java.util.Set;

/**
 * The result of one request.
 *
 * @param kind the kind of the result, which decides about another try
 * @param status the HTTP status of the answer; 0 if there was none
 * @param text what happened, for the log
 * @param waitMillis how long the server asks to wait before the next request; 0 if it does not
 */
record PostOutcome(Kind kind, int status, String text, long waitMillis) {
  // Other statuses, such as for a wrong address, password or method, do not depend on the alert. OTLP rejects records with 2xx.
  private static final Set<Integer> ABOUT_THE_ALERT = Set.of(400, 409, 413, 415, 422);

  /** The kind of a result, which decides about another try. */
  enum Kind {
    ACCEPTED,
    /** The server works and rejects this request: another try would have the same result. */
    REJECTED,
    /** No answer, or an answer that asks to try later. */
    FAILED,
    TIMED_OUT,
    /** A problem that does not go away by itself, such as a wrong certificate. */
    REFUSED
  }

  static PostOutcome withoutAnswer(Kind kind, String text) {
    return new PostOutcome(kind, 0, text, 0);
  }

  /** An answer that asks to try later. */
  static PostOutcome later(int status, String text, long waitMillis) {
    return new PostOutcome(Kind.FAILED, status, text, waitMillis);
  }

  /** Whether the server may accept the next alert although it rejects this one. */
  boolean isAboutTheAlert() {
    return kind == Kind.REJECTED && (status / 100 == 2 || ABOUT_THE_ALERT.contains(status));
  }
}
