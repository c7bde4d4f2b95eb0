package org.eyas.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers GET and HEAD with the page at the path, and all other requests with an error. A long body is compressed if the client
 * accepts that.
 */
final class WebPageHandler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(WebPageHandler.class);
  private static final int NO_BODY = -1;
  private static final int WORTH_PACKING = 1_024;

  private final Map<String, WebPage> pages;
  private final Semaphore atWork;

  /**
   * @param pages by path
   * @param limit maximum number of pages that are made at the same time; slow clients do not count
   */
  WebPageHandler(Map<String, WebPage> pages, int limit) {
    this.pages = Map.copyOf(pages);
    atWork = new Semaphore(limit);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      WebPage page = pages.get(exchange.getRequestURI().getPath());
      String method = exchange.getRequestMethod();
      if (page == null || !method.equals("GET") && !method.equals("HEAD")) {
        exchange.sendResponseHeaders(404, NO_BODY);
        return;
      }
      answer(exchange, reply(page, header(exchange, "Accept")), method.equals("HEAD"));
    }
  }

  // An exception of a page would otherwise close the connection without an answer.
  private WebReply reply(WebPage page, String accept) {
    atWork.acquireUninterruptibly();
    try {
      return page.reply(accept);
    } catch (RuntimeException e) {
      LOG.error("A page could not be made due to an internal error", e);
      return WebReply.text(500, "internal error, see the log\n");
    } finally {
      atWork.release();
    }
  }

  private static void answer(HttpExchange exchange, WebReply reply, boolean headOnly) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", reply.type());
    headers.set("Vary", "Accept, Accept-Encoding");
    byte[] body = reply.body();
    if (body.length >= WORTH_PACKING && acceptsGzip(header(exchange, "Accept-Encoding"))) {
      headers.set("Content-Encoding", "gzip");
      body = gzip(body);
    }
    if (headOnly) {
      headers.set("Content-Length", String.valueOf(body.length));
      exchange.sendResponseHeaders(reply.status(), NO_BODY);
      return;
    }
    exchange.sendResponseHeaders(reply.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  private static String header(HttpExchange exchange, String name) {
    return String.join(",", Objects.requireNonNullElse(exchange.getRequestHeaders().get(name), List.of()));
  }

  private static boolean acceptsGzip(String encodings) {
    return encodings.matches("(?i).*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*");
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(body);
    }
    return packed.toByteArray();
  }
}
