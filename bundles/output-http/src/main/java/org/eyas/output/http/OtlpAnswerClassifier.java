package org.eyas.output.http;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.eyas.output.http.PostOutcome.Kind;

/**
 * Reads the answers of a receiver of OTLP/HTTP. Only four statuses ask to send again. A receiver may also answer 2xx and reject
 * the record: the body then has a number of rejected records, which OTLP's JSON writes as a string or as a number.
 */
record OtlpAnswerClassifier() implements AnswerClassifier {
  private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);
  private static final Pattern REJECTED = Pattern.compile("\"rejected_?[lL]og_?[rR]ecords\"\\s*:\\s*\"?[1-9]");

  @Override
  public PostOutcome classify(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (PASSING.contains(status)) {
      return PostOutcome.later(status, AnswerClassifier.summary(answer), RetryAfterHeader.of(answer, Instant.now()));
    }
    boolean accepted = status >= 200 && status < 300;
    if (accepted && !REJECTED.matcher(answer.body()).find()) {
      return new PostOutcome(Kind.ACCEPTED, status, "", 0);
    }
    return new PostOutcome(Kind.REJECTED, status, AnswerClassifier.summary(answer), 0);
  }
}
