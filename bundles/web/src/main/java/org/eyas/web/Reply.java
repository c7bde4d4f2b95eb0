package org.eyas.web;

import java.nio.charset.StandardCharsets;

/** The answer to a request: HTTP status, media type and body. */
record Reply(int status, String type, byte[] body) {
  static Reply json(int status, String text) {
    return new Reply(status, "application/json", text.getBytes(StandardCharsets.UTF_8));
  }

  static Reply text(int status, String text) {
    return new Reply(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }
}
