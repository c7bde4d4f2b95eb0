package org.eyas.output.kafka;

import java.io.IOException;
import java.util.Objects;
import org.eyas.api.alert.KeptAlerts;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.spool.delivery.ReopenableSender;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** The output that sends alerts to a topic of Apache Kafka. */
@Component(
    configurationPid = "org.eyas.output.kafka",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = OutputChannel.NAME + "=kafka")
@Designate(ocd = KafkaConfig.class)
public final class KafkaOutput implements OutputChannel {
  // SCR waits 5 s for a deactivation.
  private static final long LAST_MILLIS = 2_000;

  private final ReopenableSender<KeyedMessage> sender;

  @Activate
  public KafkaOutput(KafkaConfig config) {
    sender = new ReopenableSender<>(() -> new KafkaOutputFactory(config).parts());
  }

  @Override
  public void check() throws IOException {
    sender.check();
  }

  @Override
  public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
    sender.send(alert, endOfBatch);
  }

  /** Reads certificates, keys and templates again, because they may have changed. */
  @Override
  public void reopen() throws IOException {
    sender.reopen(LAST_MILLIS);
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
