package org.eyas.fleet.job;

import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/** The topics that the job reads and writes. */
final class JobTopics {
  private JobTopics() {}

  static KafkaSource<RuleFile> rules(JobOptions options, RulesTopicContent read) {
    return KafkaSource.<RuleFile>builder()
        .setProperties(options.client())
        .setBootstrapServers(options.servers())
        .setGroupId(options.name())
        .setTopics(options.rules())
        .setStartingOffsets(OffsetsInitializer.offsets(read.next()))
        .setProperty("isolation.level", "read_committed")
        .setDeserializer(new RuleFileDeserializer())
        .build();
  }

  static AlertSource alerts(JobOptions options) {
    KafkaSource<AlertRecord> kafka = KafkaSource.<AlertRecord>builder()
        .setProperties(options.client())
        .setBootstrapServers(options.servers())
        .setGroupId(options.name())
        .setTopics(options.events())
        .setStartingOffsets(new CommittedOffsetsInitializer())
        .setProperty("isolation.level", "read_committed")
        .setDeserializer(new AlertDeserializer(options.audit()))
        .build();
    return new AlertSource(kafka, options);
  }

  static KafkaSink<OutputRecord> output(JobOptions options) {
    return KafkaSink.<OutputRecord>builder()
        .setKafkaProducerConfig(options.client())
        .setBootstrapServers(options.servers())
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(options.name())
        .setProperty("transaction.timeout.ms", String.valueOf(JobOptions.TRANSACTION.toMillis()))
        .setRecordSerializer(new OutputRecordSerializer(options.output()))
        .build();
  }

  /** After a restart of the job, a bad record can occur twice. */
  static KafkaSink<OutputRecord> bad(JobOptions options) {
    return KafkaSink.<OutputRecord>builder()
        .setKafkaProducerConfig(options.client())
        .setBootstrapServers(options.servers())
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(new OutputRecordSerializer(options.bad()))
        .build();
  }
}
