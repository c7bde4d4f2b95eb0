package org.eyas.output.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.eyas.api.alert.KeptAlerts;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.Priority;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.api.failure.Reason;
import org.eyas.payload.Payload;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** The output that posts alerts to a web address. There is one instance for each address. */
@Component(
    configurationPid = "org.eyas.output.http",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = OutputChannel.NAME + "=http")
@Designate(ocd = HttpConfig.class, factory = true)
public final class HttpOutput implements OutputChannel {
  // SCR waits 5 s for a deactivation; a running request is aborted before that.
  private static final long LAST_MILLIS = 2_000;

  private record Open(Payload payload, Sender sender) {}

  private final HttpConfig config;
  private final AlertFilter filter;
  private final AtomicReference<@Nullable Open> open = new AtomicReference<>();
  private volatile String fault = "";

  @Activate
  public HttpOutput(HttpConfig config) {
    this.config = config;
    Priority least = Priority.parse(config.minimum_priority()).orElse(Priority.DEBUG);
    filter = AlertFilter.of(least, config.rules(), config.tags());
    open();
  }

  // If a file is wrong, the other outputs must still work.
  private void open() {
    try {
      Setup setup = new Setup(config);
      Payload payload = setup.payload();
      open.set(new Open(payload, setup.sender()));
      fault = "";
    } catch (IOException e) {
      fault = Reason.of(e) + "; alerts for this output are lost. Correct it, then reload or send SIGUSR1.";
    }
  }

  @Override
  public void check() throws IOException {
    if (!fault.isEmpty()) {
      throw new IOException(fault);
    }
  }

  @Override
  public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
    if (!filter.accepts(alert.alert())) {
      return;
    }
    Open now = open.get();
    if (now == null) {
      throw new IOException(fault);
    }
    try {
      now.sender().send(alert.alert(), now.payload().of(alert));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("stopped while the server did not answer").initCause(e);
    }
  }

  /** Reads certificates, keys and templates again, because they may have changed. */
  @Override
  public void reopen() throws IOException {
    close(0);
    open();
    check();
  }

  @Override
  public KeptAlerts kept() {
    Open now = open.get();
    return now == null ? new KeptAlerts(0, 0, fault) : now.sender().kept();
  }

  @Deactivate
  void close(BundleContext context) {
    Open last = open.get();
    Bundle framework = Objects.requireNonNull(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION));
    if (last != null && framework.getState() == Bundle.STOPPING) {
      last.sender().endOfRun();
    }
    close(LAST_MILLIS);
  }

  private void close(long millis) {
    Open last = open.getAndSet(null);
    if (last != null) {
      last.sender().close(millis);
    }
  }
}
