package org.eyas.output.http;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.output.http.TlsSettings.Trust;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts alerts to a web address. */
@Component(
    configurationPid = "org.eyas.output.http",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = "output.name=http")
@Designate(ocd = HttpOutput.Config.class)
public final class HttpOutput implements OutputChannel {
  private static final Logger LOG = LoggerFactory.getLogger(HttpOutput.class);

  /** http_output of the configuration file. */
  @ObjectClassDefinition(name = "Eyas output: HTTP")
  @interface Config {
    @AttributeDefinition(description = "The address that alerts are posted to")
    String url();

    @AttributeDefinition(description = "The User-Agent header")
    String user_agent() default "falcosecurity/falco";

    @AttributeDefinition(description = "Do not check the certificate of the server")
    boolean insecure() default false;

    @AttributeDefinition(description = "File with the certificate of the authority that the server is checked against")
    String ca_cert() default "";

    @AttributeDefinition(description = "File with several of them")
    String ca_bundle() default "";

    @AttributeDefinition(description = "Folder with several of them")
    String ca_path() default "/etc/ssl/certs";

    @AttributeDefinition(description = "Show a certificate of our own to the server")
    boolean mtls() default false;

    @AttributeDefinition(description = "File with that certificate")
    String client_cert() default "";

    @AttributeDefinition(description = "File with its key")
    String client_key() default "";

    @AttributeDefinition(description = "Print the answers of the server")
    boolean echo() default false;

    @AttributeDefinition(description = "Send bodies packed by gzip")
    boolean compress_uploads() default false;

    @AttributeDefinition(description = "Requests that may time out again before an alert is given up")
    int max_consecutive_timeouts() default 5;

    @AttributeDefinition(description = "Limit of one request, milliseconds")
    long request_timeout_millis() default 10_000;

    @AttributeDefinition(description = "Time for which an alert is tried again, milliseconds")
    long retry_millis() default 60_000;
  }

  private static final long FIRST_WAIT_MILLIS = 100;
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  private final Config config;
  private volatile @Nullable Delivery delivery;
  private String fault = "";

  @Activate
  public HttpOutput(Config config) {
    this.config = config;
    open();
  }

  // A wrong file is no reason to run without the other outputs.
  private void open() {
    try {
      PrintStream echo = config.echo() ? standardOutput() : new PrintStream(OutputStream.nullOutputStream());
      var style = new Poster.Style(config.user_agent(), config.request_timeout_millis(), config.compress_uploads());
      Poster opened = new Poster(Target.of(config.url()), style, tls(), echo);
      var policy =
          new RetryPolicy(
              FIRST_WAIT_MILLIS, LONGEST_WAIT_MILLIS, config.retry_millis(), config.max_consecutive_timeouts());
      delivery = new Delivery(opened, policy);
    } catch (IOException e) {
      fault = String.valueOf(e.getMessage());
      LOG.error("{}; no alerts are sent over HTTP. Correct it, then reload or send SIGUSR1.", fault);
    }
  }

  private TlsSettings tls() {
    return new TlsSettings(
        config.insecure(),
        new Trust(config.ca_cert(), config.ca_bundle(), config.ca_path()),
        config.mtls(),
        config.client_cert(),
        config.client_key());
  }

  private static PrintStream standardOutput() {
    return new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
  }

  @Override
  public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
    Delivery open = delivery;
    if (open == null) {
      throw new IOException(fault);
    }
    boolean json = alert.preferred().equals(alert.json());
    try {
      open.deliver(json ? "application/json" : "text/plain", alert.preferred());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("ended while the server did not answer").initCause(e);
    }
  }

  /** Reads certificates and keys again: they are renewed while the engine runs. */
  @Override
  public void reopen() {
    close();
    open();
  }

  @Deactivate
  void close() {
    Delivery open = delivery;
    delivery = null;
    if (open != null) {
      open.close();
    }
  }
}
