package org.example.rules;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Downloads a document from a web address and finds out whether it has changed. */
final class RuleDownload {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI address;
  private volatile String content = "";
  private String tag = "";

  RuleDownload(String address) {
    this.address = URI.create(address);
  }

  String content() {
    return content;
  }

  /** Downloads the document. Returns whether it has changed. */
  boolean refresh() throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(TIMEOUT);
    if (!tag.isEmpty()) {
      request.header("If-None-Match", tag);
    }
    HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() == NOT_MODIFIED) {
      return false;
    }
    if (response.statusCode() != OK) {
      throw new IOException(address + " answers " + response.statusCode());
    }
    tag = response.headers().firstValue("ETag").orElse("");
    boolean changed = !response.body().equals(content);
    content = response.body();
    return changed;
  }

  void close() {
    client.shutdownNow();
  }
}
