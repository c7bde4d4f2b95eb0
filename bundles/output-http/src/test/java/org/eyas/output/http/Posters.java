package org.eyas.output.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.eyas.payload.Message;
import org.eyas.spool.delivery.AlertSender;
import org.eyas.spool.delivery.StoredDelivery;
import org.eyas.spool.delivery.StoredDelivery.Storage;
import org.jspecify.annotations.Nullable;

/** Makes posters, and what sends with them, for tests. */
final class Posters {
  private Posters() {}

  static Poster.Route route(String url, @Nullable EnvironmentProxy proxy) throws IOException {
    var tls = new TlsSettings(new KeyNames("http_output"), false, new TlsSettings.Trust("", "", ""), null);
    return new Poster.Route("http", Target.of("http_output.url", url), proxy, tls);
  }

  static Poster to(String url) throws IOException {
    return with(url, Map.of(), null);
  }

  /** Sends alerts from the disk. */
  static AlertSender<Message> stored(Poster poster, RetryPolicy policy, Storage storage) throws IOException {
    return new StoredDelivery<>("http", storage, new MessageFormat(), new PostedAlerts(poster, policy), policy.pause());
  }

  static Poster with(String url, Map<String, String> headers, @Nullable EnvironmentProxy proxy) throws IOException {
    var style = new Poster.Style("agent/1", headers, 2_000, false, new HttpAnswers());
    return new Poster(route(url, proxy), style, new PrintStream(OutputStream.nullOutputStream()));
  }
}
