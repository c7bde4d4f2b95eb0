package org.eyas.output.http;

import java.net.http.HttpResponse;

/** Classifies the answers of one kind of server. Called once for each answer, by the thread of the output. */
interface AnswerClassifier {
  int SHOWN_CHARS = 200;

  PostOutcome classify(HttpResponse<String> answer);

  /**
   * An answer in one line for the log: its status, the address to which the server moved, and the beginning of its
   * body.
   */
  static String summary(HttpResponse<String> answer) {
    String location =
        answer.headers().firstValue("Location").map(place -> ", moved to " + PostAddress.withoutSecrets(place)).orElse("");
    String body = answer.body().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    String start = body.length() > SHOWN_CHARS ? body.substring(0, SHOWN_CHARS) + "..." : body;
    return "status " + answer.statusCode() + location + (start.isEmpty() ? "" : ": " + start);
  }
}
