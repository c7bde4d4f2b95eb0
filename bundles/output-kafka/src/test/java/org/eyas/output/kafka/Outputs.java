package org.eyas.output.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eyas.payload.Message;
import org.eyas.spool.delivery.AlertSender;
import org.eyas.spool.delivery.RetryPause;
import org.eyas.spool.delivery.StoredDelivery;
import org.eyas.spool.delivery.StoredDelivery.Storage;
import org.eyas.testkit.Alerts;

/** Makes the parts of the output for tests. */
final class Outputs {
  private Outputs() {}

  static Topic topic(String servers, String name, int deliveryMillis, String... properties) throws IOException {
    return new Topic(name, ProducerSettings.of(new String[] {servers}, properties, deliveryMillis));
  }

  static AlertSender<KeyedMessage> spooled(Topic topic, Path directory) throws IOException {
    Storage storage = new Storage(directory, 16 << 20, false, "eyas.kafka_output.spool.limit_mb");
    var pause = new RetryPause(20, 200);
    return new StoredDelivery<>("kafka", storage, new KeyedMessageFormat(), new StoredRecords(topic), pause);
  }

  static void send(AlertSender<KeyedMessage> sender, String key, List<String> bodies) throws IOException {
    for (String body : bodies) {
      KeyedMessage message = new KeyedMessage(key, new Message("text/plain", body));
      sender.send(Alerts.warning(body).alert(), message, body == bodies.getLast());
    }
  }
}
