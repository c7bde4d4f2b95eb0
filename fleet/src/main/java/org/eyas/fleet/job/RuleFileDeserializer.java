package org.eyas.fleet.job;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads records of the topic of rules. Flink calls it on the thread of the source. */
final class RuleFileDeserializer implements KafkaRecordDeserializationSchema<RuleFile> {
  private static final long serialVersionUID = 1;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RuleFile> out) {
    out.collect(read(record));
  }

  /** Reads a record as a file. A record without a key gets the name of its topic. */
  static RuleFile read(ConsumerRecord<byte[], byte[]> record) {
    byte @Nullable [] key = record.key();
    byte @Nullable [] value = record.value();
    return new RuleFile(
        key == null ? record.topic() : new String(key, StandardCharsets.UTF_8),
        value == null ? null : new String(value, StandardCharsets.UTF_8),
        record.timestamp(),
        record.offset());
  }

  @Override
  public TypeInformation<RuleFile> getProducedType() {
    return TypeInformation.of(RuleFile.class);
  }
}
