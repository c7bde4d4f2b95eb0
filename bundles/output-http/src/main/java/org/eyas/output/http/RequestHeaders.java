package org.eyas.output.http;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The headers that a user adds to requests. Their values may be secrets, so no message shows them. */
final class RequestHeaders {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Set<String> OURS =
      Set.of("connection", "content-encoding", "content-length", "expect", "host", "upgrade");

  private RequestHeaders() {}

  /**
   * Reads {@code NAME: VALUE} lines.
   *
   * @param key the key under which the user wrote them
   * @throws IOException if a line is not a valid header, or is a header that Eyas has to set itself
   */
  static Map<String, String> of(String key, String[] lines) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : lines) {
      int colon = line.indexOf(':');
      String name = line.substring(0, Math.max(0, colon)).strip();
      String value = line.substring(colon + 1).strip();
      if (!NAME.matcher(name).matches()) {
        throw new IOException(key + ": '" + name + "' is not a valid header name");
      }
      if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
        throw new IOException(key + ": " + name + " cannot be set, because Eyas sets it itself");
      }
      if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c >= 0x7f)) {
        throw new IOException(key + ": the value of " + name + " contains characters that a header cannot have");
      }
      headers.put(name, value);
    }
    return headers;
  }
}
