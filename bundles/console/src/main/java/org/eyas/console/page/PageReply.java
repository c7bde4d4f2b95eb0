package org.eyas.console.page;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A response: status, media type, body, and additional headers. */
public record PageReply(int status, String type, byte[] body, Map<String, String> headers) {
  public static PageReply html(int status, String text) {
    return new PageReply(status, "text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  public static PageReply json(String text) {
    return new PageReply(200, "application/json", text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** A plain text of one line. */
  public static PageReply text(int status, String text) {
    return new PageReply(status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** The text of a reply of one line. */
  public String bodyLine() {
    return new String(body, StandardCharsets.UTF_8).strip();
  }

  /** Redirects the browser, which then sends a GET. */
  public static PageReply redirect(String path) {
    return new PageReply(303, "text/plain; charset=utf-8", new byte[0], Map.of("Location", path));
  }

  /** Redirects the browser; a script gets the address instead. */
  public static PageReply redirectOrAddress(UserRequest visit, String path) {
    return visit.request().header("Accept").contains("application/json") ? json(PageJson.of(path)) : redirect(path);
  }

  /** A redirection to a page that shows the same time; other replies stay. */
  public PageReply withTime(Optional<TimeRange> time) {
    String next = headers.get("Location");
    if (next == null || time.isEmpty()) {
      return this;
    }
    return withHeader("Location", next + (next.contains("?") ? "&" : "?") + time.get().parameter());
  }

  public PageReply withHeader(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new PageReply(status, type, body, more);
  }
}
