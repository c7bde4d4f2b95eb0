package org.eyas.output.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's producer, which is made when it is first needed, and again after it was replaced because of an error from which it cannot
 * recover. One thread uses it; another one may close it.
 */
final class ReplaceableProducer {
  private static final long CLOSING_MILLIS = 500;

  private final Map<String, Object> settings;
  private @Nullable KafkaProducer<byte[], byte[]> producer;
  private boolean closed;

  ReplaceableProducer(Map<String, Object> settings) {
    this.settings = settings;
  }

  /** The open producer. Making it looks up the names of the brokers, which may take long: another thread can close it meanwhile. */
  KafkaProducer<byte[], byte[]> open() {
    KafkaProducer<byte[], byte[]> open = openProducer();
    if (open == null) {
      open = adopt(KafkaClassLoading.callWithKafkaClasses(() -> new KafkaProducer<>(settings)));
    }
    return open;
  }

  private synchronized @Nullable KafkaProducer<byte[], byte[]> openProducer() {
    if (closed) {
      throw new KafkaException("the output was switched off");
    }
    return producer;
  }

  private synchronized KafkaProducer<byte[], byte[]> adopt(KafkaProducer<byte[], byte[]> made) {
    if (closed) {
      closeOnOwnThread(made, 0);
      throw new KafkaException("the output was switched off");
    }
    producer = made;
    return made;
  }

  /** Closes a broken producer; the next record gets another one. */
  synchronized void replace() {
    KafkaProducer<byte[], byte[]> broken = producer;
    producer = null;
    if (broken != null) {
      closeOnOwnThread(broken, 0);
    }
  }

  // On a thread of its own, because it waits for the thread of the producer, which may be looking up a name.
  private static Thread closeOnOwnThread(KafkaProducer<byte[], byte[]> last, long millis) {
    return Thread.ofPlatform().daemon().name("kafka-close").start(() -> last.close(Duration.ofMillis(millis)));
  }

  /** Closes the producer. Records that were sent may still arrive for this long; the others fail. */
  void close(long millis) {
    KafkaProducer<byte[], byte[]> last;
    synchronized (this) {
      closed = true;
      last = producer;
      producer = null;
    }
    try {
      if (last != null) {
        closeOnOwnThread(last, millis).join(millis + CLOSING_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
