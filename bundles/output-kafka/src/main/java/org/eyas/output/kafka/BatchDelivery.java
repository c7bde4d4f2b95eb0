package org.eyas.output.kafka;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertsLostException;
import org.eyas.api.alert.KeptAlerts;
import org.eyas.spool.delivery.AlertSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the alerts of a batch at the same time, and waits for their results at its end. The producer tries again for a minute.
 *
 * <p>After alerts were given up, the brokers count as down: alerts are lost for some seconds, then one batch is tried, so that
 * alerts do not pile up in memory. Used by one thread.
 */
final class BatchDelivery implements AlertSender<KeyedMessage> {
  private static final Logger LOG = LoggerFactory.getLogger(BatchDelivery.class);

  private final KafkaTopic topic;
  private final long restNanos;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private volatile String downText = "";
  private long restUntilNanos;
  private long lost;

  /** @param restMillis how long alerts are lost before the brokers are tried again */
  BatchDelivery(KafkaTopic topic, long restMillis) {
    this.topic = topic;
    restNanos = TimeUnit.MILLISECONDS.toNanos(restMillis);
  }

  @Override
  public void send(Alert alert, KeyedMessage message, boolean endOfBatch) throws IOException {
    if (!downText.isEmpty() && System.nanoTime() - restUntilNanos < 0) {
      lost++;
      throw new IOException(downText);
    }
    boolean isSent = false;
    try {
      Future<RecordMetadata> result = topic.send(message);
      isSent = sent.add(result);
      if (endOfBatch || !downText.isEmpty() || result.isDone()) {
        awaitResults();
      }
    } catch (InterruptedException e) {
      int unknown = sent.size() + (isSent ? 0 : 1);
      sent.clear();
      Thread.currentThread().interrupt();
      throw new AlertsLostException(unknown, new IOException("stopped while no broker answered", e));
    }
  }

  // Waits for all results: the request of one record may fail while another one is accepted.
  private void awaitResults() throws IOException, InterruptedException {
    int failures = 0;
    Throwable failure = null;
    for (Future<RecordMetadata> result : sent) {
      try {
        result.get();
      } catch (ExecutionException e) {
        failures++;
        if (failure == null || KafkaTopic.isAboutTheAlert(failure)) { // a broker that does not answer is the worse cause
          failure = e.getCause() == null ? e : e.getCause();
        }
      }
    }
    sent.clear();
    if (failure == null) {
      markUp();
    } else if (KafkaTopic.isAboutTheAlert(failure)) {
      markUp();
      throw new AlertsLostException(failures,
          new IOException(topic.address() + " rejects the alert: " + topic.failureText(failure)));
    } else {
      throw new AlertsLostException(failures, giveUp(failures, failure));
    }
  }

  private void markUp() {
    if (!downText.isEmpty()) {
      LOG.info("kafka: {} answers again; alerts lost in the meantime: {}", topic.address(), lost);
    }
    downText = "";
    lost = 0;
  }

  // The message is the same for all alerts that an outage costs, so that the log has one line for it.
  private IOException giveUp(int failures, Throwable failure) {
    topic.replaceIfBroken(failure);
    lost += failures;
    if (downText.isEmpty()) {
      downText = topic.address() + " does not accept alerts: " + topic.failureText(failure) + "; they are lost until it does";
    }
    restUntilNanos = System.nanoTime() + restNanos;
    return new IOException(downText);
  }

  @Override
  public KeptAlerts kept() {
    return downText.isEmpty() ? KeptAlerts.NONE : new KeptAlerts(0, 0, downText);
  }

  @Override
  public void close(long millis) {
    topic.close(millis);
  }
}
