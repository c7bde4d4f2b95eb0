package org.eyas.output.kafka;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.eyas.api.alert.KeptAlerts;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.api.failure.Reason;
import org.eyas.payload.Formats;
import org.eyas.payload.Payload;
import org.eyas.spool.delivery.RetryPause;
import org.eyas.spool.delivery.StoredDelivery.Storage;
import org.jspecify.annotations.Nullable;
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
  private static final RetryPause PAUSE = new RetryPause(100, 5_000);
  private static final long REST_MILLIS = 5_000;
  // SCR waits 5 s for a deactivation.
  private static final long LAST_MILLIS = 2_000;

  private record Open(Payload payload, AlertKey key, Sender sender) {}

  private final KafkaConfig config;
  private final AtomicReference<@Nullable Open> open = new AtomicReference<>();
  private volatile String fault = "";

  @Activate
  public KafkaOutput(KafkaConfig config) {
    this.config = config;
    open();
  }

  // If a setting is wrong, the other outputs must still work.
  private void open() {
    try {
      AlertKey key = new AlertKey(config.key(), Formats.hostname(config.hostname()));
      open.set(new Open(payload(), key, sender()));
      fault = "";
    } catch (IOException e) {
      fault = Reason.of(e) + "; alerts for this output are lost. Correct it, then reload or send SIGUSR1.";
    }
  }

  private Payload payload() throws IOException {
    boolean own = !config.template().isEmpty();
    try {
      return own ? Formats.template(config.template(), config.hostname()) : Formats.named(config.format(), config.hostname());
    } catch (IOException e) {
      throw new IOException("eyas.kafka_output." + (own ? "template" : "format") + ": " + Reason.of(e), e);
    }
  }

  private Sender sender() throws IOException {
    boolean spooled = !config.spool_directory().isEmpty();
    int deliveryMillis = spooled ? ProducerSettings.FOR_EVER : config.retry_millis();
    Topic topic = topic(deliveryMillis);
    if (!spooled) {
      return new BatchDelivery(topic, Math.min(REST_MILLIS, config.retry_millis()));
    }
    try {
      return new SpooledDelivery(topic, storage(), PAUSE);
    } catch (IOException | InvalidPathException e) {
      topic.close(0);
      throw new IOException("eyas.kafka_output.spool.directory: " + Reason.of(e), e);
    }
  }

  private Topic topic(int deliveryMillis) throws IOException {
    Map<String, Object> settings =
        KafkaClasses.visible(
            () -> ProducerSettings.of(config.bootstrap_servers(), config._properties(), deliveryMillis));
    return new Topic(config.topic(), settings);
  }

  private Storage storage() {
    Path directory = Path.of(config.spool_directory());
    return new Storage(
        directory, (long) config.spool_limit_mb() << 20, config.spool_fsync(), "eyas.kafka_output.spool.limit_mb");
  }

  @Override
  public void check() throws IOException {
    if (!fault.isEmpty()) {
      throw new IOException(fault);
    }
  }

  @Override
  public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
    Open now = open.get();
    if (now == null) {
      throw new IOException(fault);
    }
    KeyedMessage message = new KeyedMessage(now.key().of(alert.alert()), now.payload().of(alert));
    now.sender().send(alert.alert(), message, endOfBatch);
  }

  /** Reads certificates, keys and templates again, because they may have changed. */
  @Override
  public void reopen() throws IOException {
    close(LAST_MILLIS);
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
