package org.eyas.output.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eyas.common.ExponentialBackoff;
import org.eyas.payload.PayloadMessage;
import org.eyas.spool.delivery.AlertSender;
import org.eyas.spool.delivery.StoredDelivery;
import org.eyas.spool.delivery.StoredDelivery.Storage;
import org.eyas.testkit.RenderedAlerts;

/** Makes the parts of the output for tests. */
final class Outputs {
  private Outputs() {}

  static KafkaTopic topic(String servers, String name, int deliveryMillis, String... properties) throws IOException {
    return new KafkaTopic(name, ProducerSettings.of(new String[] {servers}, properties, deliveryMillis));
  }

  static AlertSender<KeyedMessage> spooled(KafkaTopic topic, Path directory) throws IOException {
    Storage storage = new Storage(directory, 16 << 20, false, "eyas.kafka_output.spool.limit_mb");
    var pause = new ExponentialBackoff(20, 200);
    return new StoredDelivery<>("kafka", storage, new StoredKeyedMessageFormat(), new KafkaAlertReceiver(topic), pause);
  }

  static void send(AlertSender<KeyedMessage> sender, String key, List<String> bodies) throws IOException {
    for (String body : bodies) {
      KeyedMessage message = new KeyedMessage(key, new PayloadMessage("text/plain", body));
      sender.send(RenderedAlerts.warning(body).alert(), message, body == bodies.getLast());
    }
  }
}
