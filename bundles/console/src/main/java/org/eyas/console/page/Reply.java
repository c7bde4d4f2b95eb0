package org.eyas.console.page;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A response: status, media type, body, and additional headers. */
public record Reply(int status, String type, byte[] body, Map<String, String> headers) {
  static Reply html(int status, String text) {
    return new Reply(status, "text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  static Reply json(String text) {
    return new Reply(200, "application/json", text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** A plain text of one line. */
  public static Reply text(int status, String text) {
    return new Reply(status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** The text of a reply of one line. */
  String line() {
    return new String(body, StandardCharsets.UTF_8).strip();
  }

  /** Redirects the browser, which then sends a GET. */
  public static Reply to(String path) {
    return new Reply(303, "text/plain; charset=utf-8", new byte[0], Map.of("Location", path));
  }

  /** Redirects the browser; a script gets the address instead. */
  static Reply next(Visit visit, String path) {
    return visit.request().header("Accept").contains("application/json") ? json(Json.quoted(path)) : to(path);
  }

  /** A redirection to a page that shows the same time; other replies stay. */
  Reply during(Optional<TimeRange> time) {
    String next = headers.get("Location");
    if (next == null || time.isEmpty()) {
      return this;
    }
    return with("Location", next + (next.contains("?") ? "&" : "?") + time.get().parameter());
  }

  Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, type, body, more);
  }
}
