package org.eyas.fleet.job;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Reads the topics of alerts with the source of the connector. In addition, each partition has a {@link PartitionClock}.
 */
final class AlertSource
    implements Source<AlertRecord, KafkaPartitionSplit, KafkaSourceEnumState>, ResultTypeQueryable<AlertRecord> {
  private static final long serialVersionUID = 1;

  private final KafkaSource<AlertRecord> kafka;
  private final JobOptions options;

  AlertSource(KafkaSource<AlertRecord> kafka, JobOptions options) {
    this.kafka = kafka;
    this.options = options;
  }

  @Override
  public SourceReader<AlertRecord, KafkaPartitionSplit> createReader(SourceReaderContext context) throws Exception {
    PartitionEndTracker ends = PartitionEndTracker.of(options);
    try {
      return new TimedReader(kafka.createReader(context), ends, options);
    } catch (Exception e) {
      ends.close();
      throw e;
    }
  }

  @Override
  public Boundedness getBoundedness() {
    return kafka.getBoundedness();
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return kafka.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state) throws Exception {
    return kafka.restoreEnumerator(context, state);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return kafka.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return kafka.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<AlertRecord> getProducedType() {
    return kafka.getProducedType();
  }
}
