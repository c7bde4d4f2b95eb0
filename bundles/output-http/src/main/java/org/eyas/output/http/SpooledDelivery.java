package org.eyas.output.http;

import java.io.IOException;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.KeptAlerts;
import org.eyas.payload.Message;
import org.eyas.spool.delivery.StoredDelivery;
import org.eyas.spool.delivery.StoredDelivery.Storage;

/** Sends alerts from the disk, until the server has accepted them. */
final class SpooledDelivery implements Sender {
  private final Poster poster;
  private final StoredDelivery<Message> stored;

  /** @throws IOException if the directory cannot be used */
  SpooledDelivery(Poster poster, RetryPolicy policy, Storage storage) throws IOException {
    this.poster = poster;
    var receiver = new PostedAlerts(poster, policy);
    stored = new StoredDelivery<>(poster.output(), storage, new MessageFormat(), receiver, policy.pause());
  }

  @Override
  public void send(Alert alert, Message message) throws IOException {
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
    poster.close();
  }
}
