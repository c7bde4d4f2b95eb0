package org.eyas.output.http;

import java.io.IOException;
import java.util.Objects;
import org.eyas.api.alert.KeptAlerts;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.Priority;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.payload.PayloadMessage;
import org.eyas.spool.delivery.ReopenableSender;
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

  private final AlertFilter filter;
  private final ReopenableSender<PayloadMessage> sender;

  @Activate
  public HttpOutput(HttpConfig config) {
    Priority least = Priority.parse(config.minimum_priority()).orElse(Priority.DEBUG);
    filter = AlertFilter.of(least, config.rules(), config.tags());
    sender = new ReopenableSender<>(() -> new HttpOutputFactory(config).parts());
  }

  @Override
  public void check() throws IOException {
    sender.check();
  }

  @Override
  public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
    if (filter.accepts(alert.alert())) {
      sender.send(alert, endOfBatch);
    }
  }

  /** Reads certificates, keys and templates again, because they may have changed. */
  @Override
  public void reopen() throws IOException {
    sender.reopen(0);
  }

  @Override
  public KeptAlerts kept() {
    return sender.kept();
  }

  @Override
  public boolean storesAlerts() {
    return sender.isDurable();
  }

  @Deactivate
  void close(BundleContext context) {
    Bundle framework = Objects.requireNonNull(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION));
    sender.close(framework.getState() == Bundle.STOPPING, LAST_MILLIS);
  }
}
