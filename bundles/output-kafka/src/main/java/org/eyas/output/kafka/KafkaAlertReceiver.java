package org.eyas.output.kafka;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RetriableException;
import org.eyas.spool.delivery.AlertReceiver;
import org.eyas.spool.delivery.SendAttempt;
import org.jspecify.annotations.Nullable;

/**
 * A topic as the receiver of alerts that wait on disk, one after another. While no broker answers, the producer keeps the record
 * that it is sending, and this object waits for the same result again: a second send would be a second record.
 */
final class KafkaAlertReceiver implements AlertReceiver<KeyedMessage> {
  private static final long ANSWER_MILLIS = 10_000;
  private static final long REST_MILLIS = 5_000;

  private final KafkaTopic topic;
  private @Nullable KeyedMessage sending;
  private Future<RecordMetadata> result = new CompletableFuture<>();

  KafkaAlertReceiver(KafkaTopic topic) {
    this.topic = topic;
  }

  @Override
  public String address() {
    return topic.address();
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // an equal alert may follow, which is another record
  public SendAttempt send(KeyedMessage alert) throws InterruptedException {
    if (sending != alert) {
      result = topic.send(alert);
      sending = alert;
    }
    try {
      result.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
      sending = null;
      return SendAttempt.ACCEPTED;
    } catch (TimeoutException e) {
      return SendAttempt.unavailable(0, "no answer within " + ANSWER_MILLIS + " ms");
    } catch (ExecutionException e) {
      sending = null;
      return failed(e.getCause() == null ? e : e.getCause());
    }
  }

  private SendAttempt failed(Throwable failure) {
    if (KafkaTopic.isAboutTheAlert(failure)) {
      return SendAttempt.refused(topic.failureText(failure));
    }
    topic.replaceIfBroken(failure);
    return SendAttempt.unavailable(failure instanceof RetriableException ? 0 : REST_MILLIS, topic.failureText(failure));
  }

  @Override
  public String json(KeyedMessage alert) {
    return alert.message().json();
  }

  @Override
  public void close() {
    topic.close(0);
  }
}
