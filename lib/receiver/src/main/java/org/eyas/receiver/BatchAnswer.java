package org.eyas.receiver;

import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/**
 * An answer to a request.
 *
 * @param text for the person who reads the sender's log; may be empty
 * @param headerName a header beside the usual ones; empty means none
 */
record BatchAnswer(Outcome outcome, int status, String text, String headerName, String headerValue) {
  static final BatchAnswer KEPT = of(Outcome.KEPT, HttpStatus.SC_OK, "");

  /**
   * The value of Retry-After while the store is full, in seconds. Kubernetes' API server waits so long before it sends the
   * batch again, 10 times in each of 5 attempts. Without this header, it gives up the batch after 8 s.
   */
  private static final String FULL_SECONDS = "5";

  private static final String BUSY_SECONDS = "1";

  static final BatchAnswer FULL =
      of(Outcome.FULL, HttpStatus.SC_TOO_MANY_REQUESTS, "no room for the batch at the moment; send it again").withHeader(
          HttpHeaders.RETRY_AFTER, FULL_SECONDS);
  static final BatchAnswer BUSY =
      of(Outcome.BUSY, HttpStatus.SC_TOO_MANY_REQUESTS, "too many batches at the same time; send it again").withHeader(
          HttpHeaders.RETRY_AFTER, BUSY_SECONDS);
  static final BatchAnswer UNAUTHORIZED =
      of(Outcome.UNAUTHORIZED, HttpStatus.SC_UNAUTHORIZED, "the bearer token is missing or wrong").withHeader(
          HttpHeaders.WWW_AUTHENTICATE, "Bearer");

  static BatchAnswer of(Outcome outcome, int status, String text) {
    return new BatchAnswer(outcome, status, text, "", "");
  }

  static BatchAnswer invalid(int status, String text) {
    return of(Outcome.INVALID, status, text);
  }

  static BatchAnswer tooLarge(int limit) {
    return of(Outcome.TOO_LARGE, HttpStatus.SC_REQUEST_TOO_LONG, "the batch is larger than " + limit + " bytes");
  }

  BatchAnswer withHeader(String name, String value) {
    return new BatchAnswer(outcome, status, text, name, value);
  }

  /**
   * Makes the response.
   *
   * @param last whether the connection is closed after it
   * @param json the body that this sender expects; empty for the text
   */
  ClassicHttpResponse response(boolean last, String json) {
    ClassicHttpResponse response = new BasicClassicHttpResponse(status);
    boolean isJson = !json.isEmpty();
    String content = isJson ? json : text.isEmpty() ? "" : text + "\n";
    byte[] body = content.getBytes(StandardCharsets.UTF_8);
    response.addHeader(HttpHeaders.CONTENT_LENGTH, body.length);
    if (body.length > 0) {
      response.setEntity(new ByteArrayEntity(body, isJson ? ContentType.APPLICATION_JSON : ContentType.TEXT_PLAIN));
      response.addHeader(HttpHeaders.CONTENT_TYPE, isJson ? "application/json" : "text/plain; charset=utf-8");
    }
    if (!headerName.isEmpty()) {
      response.addHeader(headerName, headerValue);
    }
    if (last) {
      response.addHeader(HttpHeaders.CONNECTION, "close");
    }
    return response;
  }
}
