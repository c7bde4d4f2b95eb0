package org.eyas.fleet.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the committed records of a topic with one partition. For one thread. */
final class CommittedTopic implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<String, String> consumer;
  private final TopicPartition partition;
  private final List<String> values = new ArrayList<>();

  CommittedTopic(String servers, String topic) {
    Map<String, Object> settings = Map.of("bootstrap.servers", servers, "isolation.level", "read_committed");
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  /** The values of all records that are committed now. */
  List<String> values() {
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    while (consumer.position(partition) < end) {
      consumer.poll(POLL).forEach(record -> values.add(record.value()));
    }
    return List.copyOf(values);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
