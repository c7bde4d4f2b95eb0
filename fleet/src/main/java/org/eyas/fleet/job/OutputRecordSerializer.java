package org.eyas.fleet.job;

import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes records to one topic. Flink calls it on the thread of the sink. */
final class OutputRecordSerializer implements KafkaRecordSerializationSchema<OutputRecord> {
  private static final long serialVersionUID = 1;

  private final String topic;

  OutputRecordSerializer(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(OutputRecord record, KafkaSinkContext context, @Nullable Long millis) {
    return new ProducerRecord<>(topic, record.key().getBytes(StandardCharsets.UTF_8),
        record.json().getBytes(StandardCharsets.UTF_8));
  }
}
