package org.eyas.output.kafka;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.eyas.api.failure.Reason;

/**
 * A topic to which one thread sends records; another one may close it. The producer is idempotent: it sends a record again until
 * a broker has it, and the topic gets it once.
 */
final class KafkaTopic {
  private final String name;
  private final Map<String, Object> settings;
  private final ReplaceableProducer producer;

  /** @param settings those of Kafka's producer, see {@link ProducerSettings} */
  KafkaTopic(String name, Map<String, Object> settings) {
    this.name = name;
    this.settings = settings;
    producer = new ReplaceableProducer(settings);
  }

  /** The brokers and the topic, for the log. */
  String address() {
    return "topic " + name + " of " + settings.get("bootstrap.servers");
  }

  /** Sends a record. The result has an error if it is not sent; it waits for the brokers at most for {@code max.block.ms}. */
  Future<RecordMetadata> send(KeyedMessage alert) throws InterruptedException {
    List<Header> headers = List.of(new RecordHeader("content-type", utf8(alert.message().contentType())));
    var topicRecord = new ProducerRecord<>(name, null, null, utf8(alert.key()), utf8(alert.message().body()), headers);
    try {
      return producer.open().send(topicRecord);
    } catch (InterruptException e) {
      throw (InterruptedException) new InterruptedException("stopped while no broker answered").initCause(e);
    } catch (KafkaException | IllegalStateException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether the brokers would accept other records, but never this one. */
  static boolean isAboutTheAlert(Throwable failure) {
    return failure instanceof RecordTooLargeException
        || failure instanceof RecordBatchTooLargeException
        || failure instanceof InvalidRecordException;
  }

  /** Called after a record failed: a producer that may have stopped for ever is replaced. */
  void replaceIfBroken(Throwable failure) {
    if (!(failure instanceof RetriableException) && !isAboutTheAlert(failure)) {
      producer.replace();
    }
  }

  /** Why a record was not sent, in one clause. */
  String failureText(Throwable failure) {
    boolean unknown = failure instanceof TimeoutException && Reason.of(failure).contains("metadata");
    Throwable cause = failure.getCause(); // a producer that cannot be made says why only there
    String reason = Reason.of(cause == null || failure instanceof ApiException ? failure : cause).strip();
    return unknown ? "no broker answers, or there is no topic " + name + " (" + reason + ")" : reason;
  }

  /** Closes the producer. Records that were sent may still arrive for this long; the others fail. */
  void close(long millis) {
    producer.close(millis);
  }
}
