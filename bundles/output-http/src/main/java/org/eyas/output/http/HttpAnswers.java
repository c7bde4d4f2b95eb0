package org.eyas.output.http;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Set;
import org.eyas.output.http.Outcome.Kind;

/** Reads the status of an answer by the rules of HTTP. */
record HttpAnswers() implements Answers {
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);
  private static final Set<Integer> LASTING = Set.of(501, 505);

  @Override
  public Outcome outcome(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status >= 200 && status < 300) {
      return new Outcome(Kind.ACCEPTED, status, "", 0);
    }
    boolean passes = PASSING.contains(status) || status >= 500 && !LASTING.contains(status);
    return passes
        ? Outcome.later(status, Answers.text(answer), RetryAfter.of(answer, Instant.now()))
        : new Outcome(Kind.REJECTED, status, Answers.text(answer), 0);
  }
}
