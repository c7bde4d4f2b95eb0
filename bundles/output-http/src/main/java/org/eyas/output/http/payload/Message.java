package org.eyas.output.http.payload;

import java.util.Map;
import java.util.TreeMap;

/**
 * The content of one request.
 *
 * @param contentType the value of the Content-Type header
 */
public record Message(String contentType, String body) {
  /** This message as one line of JSON. */
  public String json() {
    return JsonValue.of(new TreeMap<>(Map.of("content_type", contentType, "body", body)));
  }
}
