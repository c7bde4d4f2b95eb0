package org.eyas.receiver;

import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;

/**
 * The answer that Amazon Data Firehose expects: JSON with the ID of its request and the time. With any other answer it counts
 * the delivery as failed and sends the batch again. Format: docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html
 */
final class FirehoseAnswer {
  private static final String REQUEST_ID = "X-Amz-Firehose-Request-Id";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,100}");
  private static final Pattern NOT_PLAIN = Pattern.compile("[^ -~]|[\"\\\\]");

  private FirehoseAnswer() {}

  /** The body of an answer. Empty if the request is not from Firehose, or its ID is not one: then it is not repeated. */
  static String body(HttpRequest request, String error, long millis) {
    Header header = request.getFirstHeader(REQUEST_ID);
    if (header == null || !ID.matcher(header.getValue()).matches()) {
      return "";
    }
    String message = error.isEmpty() ? "" : ",\"errorMessage\":\"" + NOT_PLAIN.matcher(error).replaceAll("?") + "\"";
    return "{\"requestId\":\"" + header.getValue() + "\",\"timestamp\":" + millis + message + "}";
  }
}
