package org.eyas.output.kafka;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.eyas.api.failure.Reason;
import org.eyas.common.ExponentialBackoff;
import org.eyas.payload.AlertPayload;
import org.eyas.payload.PayloadFormats;
import org.eyas.spool.delivery.AlertSender;
import org.eyas.spool.delivery.ReopenableSender.Parts;
import org.eyas.spool.delivery.StoredDelivery;
import org.eyas.spool.delivery.StoredDelivery.Storage;

/** Makes the parts of the output from its configuration. A wrong setting gives an IOException that names the key and the reason. */
final class KafkaOutputFactory {
  private static final ExponentialBackoff PAUSE = new ExponentialBackoff(100, 5_000);
  private static final long REST_MILLIS = 5_000;

  private final KafkaConfig config;

  KafkaOutputFactory(KafkaConfig config) {
    this.config = config;
  }

  Parts<KeyedMessage> parts() throws IOException {
    RecordKeyChooser key = new RecordKeyChooser(config.key(), PayloadFormats.hostname(config.hostname()));
    AlertPayload payload =
        PayloadFormats.configured(config.template(), config.format(), config.hostname(), KafkaOutputFactory::key);
    return new Parts<>(alert -> new KeyedMessage(key.of(alert.alert()), payload.of(alert)), sender());
  }

  private static String key(String name) {
    return "eyas.kafka_output." + name;
  }

  private AlertSender<KeyedMessage> sender() throws IOException {
    if (config.spool_directory().isEmpty()) {
      return new BatchDelivery(topic(config.retry_millis()), Math.min(REST_MILLIS, config.retry_millis()));
    }
    KafkaTopic topic = topic(ProducerSettings.FOR_EVER);
    try {
      return new StoredDelivery<>("kafka", storage(), new StoredKeyedMessageFormat(), new KafkaAlertReceiver(topic), PAUSE);
    } catch (IOException | InvalidPathException e) {
      topic.close(0);
      throw new IOException(key("spool.directory") + ": " + Reason.of(e), e);
    }
  }

  private KafkaTopic topic(int deliveryMillis) throws IOException {
    Map<String, Object> settings =
        KafkaClassLoading.callWithKafkaClasses(
            () -> ProducerSettings.of(config.bootstrap_servers(), config._properties(), deliveryMillis));
    return new KafkaTopic(config.topic(), settings);
  }

  private Storage storage() {
    Path directory = Path.of(config.spool_directory());
    return new Storage(directory, (long) config.spool_limit_mb() << 20, config.spool_fsync(), key("spool.limit_mb"));
  }
}
