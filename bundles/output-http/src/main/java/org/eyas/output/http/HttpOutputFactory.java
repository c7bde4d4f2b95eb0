package org.eyas.output.http;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.eyas.api.failure.Reason;
import org.eyas.output.http.TlsSettings.Shown;
import org.eyas.output.http.TlsSettings.Trust;
import org.eyas.payload.AlertPayload;
import org.eyas.payload.PayloadFormats;
import org.eyas.payload.PayloadMessage;
import org.eyas.spool.delivery.AlertSender;
import org.eyas.spool.delivery.ReopenableSender.Parts;
import org.eyas.spool.delivery.StoredDelivery;
import org.eyas.spool.delivery.StoredDelivery.Storage;

/**
 * Makes the parts of an output from its configuration. A wrong setting gives an IOException that names the key, the file and the
 * reason.
 */
final class HttpOutputFactory {
  private static final long FIRST_WAIT_MILLIS = 100;
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  private final HttpConfig config;
  private final OutputKeyNames keys;

  HttpOutputFactory(HttpConfig config) {
    this.config = config;
    keys = new OutputKeyNames(config.key_section());
  }

  Parts<PayloadMessage> parts() throws IOException {
    AlertPayload payload = PayloadFormats.configured(config.template(), config.format(), config.hostname(), keys::eyasKey);
    return new Parts<>(payload::of, sender());
  }

  private AlertSender<PayloadMessage> sender() throws IOException {
    AlertPoster poster = poster();
    var policy =
        new RetryPolicy(
            FIRST_WAIT_MILLIS, LONGEST_WAIT_MILLIS, config.retry_millis(), config.max_consecutive_timeouts());
    if (config.spool_directory().isEmpty()) {
      return new RetryingDelivery(poster, policy);
    }
    try {
      var receiver = new HttpAlertReceiver(poster, policy);
      return new StoredDelivery<>(poster.output(), storage(), new StoredMessageFormat(), receiver, policy.pause());
    } catch (IOException | InvalidPathException e) {
      poster.close();
      throw new IOException(keys.eyasKey("spool.directory") + ": " + Reason.of(e), e);
    }
  }

  private Storage storage() {
    Path directory = Path.of(config.spool_directory());
    return new Storage(directory, (long) config.spool_limit_mb() << 20, config.spool_fsync(), keys.eyasKey("spool.limit_mb"));
  }

  private AlertPoster poster() throws IOException {
    PostAddress target = PostAddress.of(keys.falcoKey("url"), config._url());
    var headers = RequestHeaders.of(keys.eyasKey("headers"), config._headers());
    var style =
        new AlertPoster.Style(
            config.user_agent(), headers, config.request_timeout_millis(), config.compress_uploads(), answers());
    var proxy = EnvironmentProxy.of(target.uri(), System::getenv);
    var route = new AlertPoster.Route(config.output_name(), target, proxy, tls());
    return new AlertPoster(route, style, config.echo() ? standardOutput() : new PrintStream(OutputStream.nullOutputStream()));
  }

  private AnswerClassifier answers() {
    boolean otlp = config.template().isEmpty() && config.format().equals("otlp");
    return otlp ? new OtlpAnswerClassifier() : new HttpAnswerClassifier();
  }

  private TlsSettings tls() {
    return new TlsSettings(
        keys,
        config.insecure(),
        new Trust(config.ca_cert(), config.ca_bundle(), config.ca_path()),
        config.mtls() ? new Shown(config.client_cert(), config.client_key()) : null);
  }

  private static PrintStream standardOutput() {
    return new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
  }
}
