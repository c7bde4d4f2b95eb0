package org.eyas.output.kafka;

import java.io.IOException;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.KeptAlerts;
import org.eyas.spool.delivery.RetryPause;
import org.eyas.spool.delivery.StoredDelivery;
import org.eyas.spool.delivery.StoredDelivery.Storage;

/** Sends alerts from the disk, until the brokers have accepted them. */
final class SpooledDelivery implements Sender {
  private final Topic topic;
  private final StoredDelivery<KeyedMessage> stored;

  /** @throws IOException if the directory cannot be used */
  SpooledDelivery(Topic topic, Storage storage, RetryPause pause) throws IOException {
    this.topic = topic;
    stored = new StoredDelivery<>("kafka", storage, new KeyedMessageFormat(), new StoredRecords(topic), pause);
  }

  @Override
  public void send(Alert alert, KeyedMessage message, boolean endOfBatch) throws IOException {
    stored.send(alert, message);
  }

  @Override
  public void endOfRun() {
    stored.endOfRun();
  }

  @Override
  public KeptAlerts kept() {
    return stored.kept();
  }

  @Override
  public void close(long millis) {
    stored.close(millis);
    topic.close(0);
  }
}
