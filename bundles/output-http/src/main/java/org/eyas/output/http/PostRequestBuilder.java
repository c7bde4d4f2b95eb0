package org.eyas.output.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.zip.GZIPOutputStream;

/** Makes the requests of a poster. The headers that the user adds replace others, also Content-Type and Authorization. */
record PostRequestBuilder(AlertPoster.Route route, AlertPoster.Style style) {
  HttpRequest uncompressed(String contentType, byte[] body) {
    return request(contentType, body, false);
  }

  HttpRequest compressed(String contentType, byte[] body) {
    return request(contentType, gzip(body), true);
  }

  private HttpRequest request(String contentType, byte[] body, boolean zipped) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(route.target().uri())
            .setHeader("Content-Type", contentType)
            .setHeader("User-Agent", style.userAgent())
            .POST(BodyPublishers.ofByteArray(body));
    if (zipped) {
      request.setHeader("Content-Encoding", "gzip");
    }
    if (!route.target().authorization().isEmpty()) {
      request.setHeader("Authorization", route.target().authorization());
    }
    if (route.proxy() != null && !route.proxy().authorization().isEmpty()) {
      request.setHeader("Proxy-Authorization", route.proxy().authorization());
    }
    style.headers().forEach(request::setHeader);
    return request.build();
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 2 + 32);
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("bug in Eyas: writing to memory failed", e);
    }
    return out.toByteArray();
  }
}
