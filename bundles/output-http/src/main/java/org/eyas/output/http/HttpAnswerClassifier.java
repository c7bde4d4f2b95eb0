package org.eyas.output.http;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Set;
import org.eyas.output.http.PostOutcome.Kind;

/** Reads the status of an answer by the rules of HTTP. */
record HttpAnswerClassifier() implements AnswerClassifier {
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);
  private static final Set<Integer> LASTING = Set.of(501, 505);

  @Override
  public PostOutcome classify(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status >= 200 && status < 300) {
      return new PostOutcome(Kind.ACCEPTED, status, "", 0);
    }
    boolean passes = PASSING.contains(status) || status >= 500 && !LASTING.contains(status);
    return passes
        ? PostOutcome.later(status, AnswerClassifier.summary(answer), RetryAfterHeader.of(answer, Instant.now()))
        : new PostOutcome(Kind.REJECTED, status, AnswerClassifier.summary(answer), 0);
  }
}
