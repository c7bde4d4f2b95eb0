package org.eyas.fleet.job;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets at which the job begins without a savepoint. A partition begins at its committed offset. It begins at its
 * first record if it has no committed offset, or if the broker has removed the records at that offset. The initializer
 * of the connector gives no offsets for this case, so the readers would not know whether a partition has more records.
 */
final class CommittedOffsetsInitializer implements OffsetsInitializer {
  private static final long serialVersionUID = 1;

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(Collection<TopicPartition> partitions, PartitionOffsetsRetriever brokers) {
    Map<TopicPartition, Long> offsets = new HashMap<>(brokers.beginningOffsets(partitions));
    brokers.committedOffsets(partitions).forEach((partition, committed) -> offsets.merge(partition, committed, Math::max));
    return offsets;
  }

  @Override
  @SuppressWarnings("deprecation") // the connector has no other type for it
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.EARLIEST;
  }
}
