package org.eyas.output.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes posters for tests. */
final class Posters {
  private Posters() {}

  static Poster.Route route(String url, @Nullable EnvironmentProxy proxy) throws IOException {
    var tls = new TlsSettings(new KeyNames("http_output"), false, new TlsSettings.Trust("", "", ""), null);
    return new Poster.Route("http", Target.of("http_output.url", url), proxy, tls);
  }

  static Poster to(String url) throws IOException {
    return with(url, Map.of(), null);
  }

  static Poster with(String url, Map<String, String> headers, @Nullable EnvironmentProxy proxy) throws IOException {
    var style = new Poster.Style("agent/1", headers, 2_000, false, new HttpAnswers());
    return new Poster(route(url, proxy), style, new PrintStream(OutputStream.nullOutputStream()));
  }
}
