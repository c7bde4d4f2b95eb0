package org.eyas.output.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.eyas.payload.PayloadMessage;
import org.eyas.spool.delivery.AlertSender;
import org.eyas.spool.delivery.StoredDelivery;
import org.eyas.spool.delivery.StoredDelivery.Storage;
import org.jspecify.annotations.Nullable;

/** Makes posters, and what sends with them, for tests. */
final class Posters {
  private Posters() {}

  static AlertPoster.Route route(String url, @Nullable EnvironmentProxy proxy) throws IOException {
    var tls = new TlsSettings(new OutputKeyNames("http_output"), false, new TlsSettings.Trust("", "", ""), null);
    return new AlertPoster.Route("http", PostAddress.of("http_output.url", url), proxy, tls);
  }

  static AlertPoster to(String url) throws IOException {
    return with(url, Map.of(), null);
  }

  /** Sends alerts from the disk. */
  static AlertSender<PayloadMessage> stored(AlertPoster poster, RetryPolicy policy, Storage storage) throws IOException {
    return new StoredDelivery<>("http", storage, new StoredMessageFormat(), new HttpAlertReceiver(poster, policy),
        policy.pause());
  }

  static AlertPoster with(String url, Map<String, String> headers, @Nullable EnvironmentProxy proxy) throws IOException {
    var style = new AlertPoster.Style("agent/1", headers, 2_000, false, new HttpAnswerClassifier());
    return new AlertPoster(route(url, proxy), style, new PrintStream(OutputStream.nullOutputStream()));
  }
}
