package org.eyas.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers GET with one JSON text for each path; anything else is not there. */
final class FixedPages implements HttpHandler {
  private static final int NO_BODY = -1;

  private final Map<String, String> pages;

  /** @param pages JSON by path */
  FixedPages(Map<String, String> pages) {
    this.pages = Map.copyOf(pages);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String page = pages.get(exchange.getRequestURI().getPath());
      String method = exchange.getRequestMethod();
      if (page == null || !method.equals("GET") && !method.equals("HEAD")) {
        exchange.sendResponseHeaders(404, NO_BODY);
        return;
      }
      answer(exchange, page.getBytes(StandardCharsets.UTF_8), method.equals("HEAD"));
    }
  }

  private static void answer(HttpExchange exchange, byte[] body, boolean headOnly) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (headOnly) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
      exchange.sendResponseHeaders(200, NO_BODY);
      return;
    }
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }
}
