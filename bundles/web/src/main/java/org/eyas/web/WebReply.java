package org.eyas.web;

import java.nio.charset.StandardCharsets;

/** The answer to a request: HTTP status, media type and body. */
record WebReply(int status, String type, byte[] body) {
  static WebReply json(int status, String text) {
    return new WebReply(status, "application/json", text.getBytes(StandardCharsets.UTF_8));
  }

  static WebReply text(int status, String text) {
    return new WebReply(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }
}
