package org.eyas.payload;

import java.util.Map;
import java.util.TreeMap;

/**
 * The content of one request.
 *
 * @param contentType the value of the Content-Type header
 */
public record PayloadMessage(String contentType, String body) {
  /** The body on one line, for files. JSON has line breaks only between values, so they can be left out. */
  public String line() {
    return contentType.contains("json") && body.indexOf('\n') >= 0 ? body.replaceAll("\n\\s*", "") : body;
  }

  /** This message as one line of JSON. */
  public String json() {
    return JsonValue.of(new TreeMap<>(Map.of("content_type", contentType, "body", body)));
  }
}
