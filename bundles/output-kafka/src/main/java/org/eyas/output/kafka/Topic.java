package org.eyas.output.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A topic to which one thread sends records; another one may close it. The producer is idempotent: it sends a record again until
 * a broker has it, and the topic gets it once. After an error from which a producer cannot recover, it is replaced.
 */
final class Topic {
  private final String name;
  private final Map<String, Object> settings;
  private @Nullable KafkaProducer<byte[], byte[]> producer;
  private boolean closed;

  /**
   * Makes the producer. It connects later.
   *
   * @param settings those of Kafka's producer
   * @throws IOException if a setting is wrong
   */
  Topic(String name, Map<String, Object> settings) throws IOException {
    this.name = name;
    this.settings = settings;
    try {
      producer();
    } catch (KafkaException e) {
      if (!isNameUnknown(e)) {
        throw new IOException(Reason.of(cause(e)), e);
      }
    }
  }

  // A name service that does not answer yet is not a wrong setting.
  private static boolean isNameUnknown(KafkaException e) {
    return cause(e) instanceof ConfigException wrong && String.valueOf(wrong.getMessage()).contains("resolvable");
  }

  private static Throwable cause(KafkaException e) {
    return e.getCause() == null ? e : e.getCause();
  }

  private synchronized KafkaProducer<byte[], byte[]> producer() {
    if (closed) {
      throw new KafkaException("the output was switched off");
    }
    KafkaProducer<byte[], byte[]> open = producer;
    if (open == null) {
      open = KafkaClasses.visible(
          () -> new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
      producer = open;
    }
    return open;
  }

  /** The brokers and the topic, for the log. */
  String address() {
    return "topic " + name + " of " + settings.get("bootstrap.servers");
  }

  /** Sends a record. The result has an error if it is not sent; it waits for the brokers at most ten seconds. */
  Future<RecordMetadata> send(KeyedMessage alert) throws InterruptedException {
    List<Header> headers = List.of(new RecordHeader("content-type", utf8(alert.message().contentType())));
    var topicRecord = new ProducerRecord<>(name, null, null, utf8(alert.key()), utf8(alert.message().body()), headers);
    try {
      return producer().send(topicRecord);
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
  void failed(Throwable failure) {
    if (!(failure instanceof RetriableException) && !isAboutTheAlert(failure)) {
      replace();
    }
  }

  private synchronized void replace() {
    KafkaProducer<byte[], byte[]> broken = producer;
    producer = null;
    if (broken != null) {
      broken.close(Duration.ZERO);
    }
  }

  /** Why a record was not sent, in one clause. */
  String text(Throwable failure) {
    boolean unknown = failure instanceof TimeoutException && String.valueOf(failure.getMessage()).contains("metadata");
    String reason = String.valueOf(Reason.of(failure)).strip();
    return unknown ? "no broker answers, or there is no topic " + name + " (" + reason + ")" : reason;
  }

  /** Ends it. Records that were sent may still arrive for this long; the others fail. */
  void close(long millis) {
    KafkaProducer<byte[], byte[]> last;
    synchronized (this) {
      closed = true;
      last = producer;
      producer = null;
    }
    if (last != null) {
      last.close(Duration.ofMillis(millis));
    }
  }
}
