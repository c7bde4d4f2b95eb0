package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer.PartitionOffsetsRetriever;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CommittedOffsetsInitializerTest {
  private static final TopicPartition COMMITTED = new TopicPartition("t", 0);
  private static final TopicPartition FRESH = new TopicPartition("t", 1);
  private static final TopicPartition REMOVED = new TopicPartition("t", 2);

  /** In place of the brokers. */
  private static final class Brokers implements PartitionOffsetsRetriever {
    @Override
    public Map<TopicPartition, Long> committedOffsets(Collection<TopicPartition> partitions) {
      return Map.of(COMMITTED, 4_000L, REMOVED, 4_000L);
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
      return Map.of(COMMITTED, 0L, FRESH, 10L, REMOVED, 5_000L);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void theJobBeginsAtTheCommittedOffsetsOrAtTheBeginning() {
    assertEquals(
        Map.of(COMMITTED, 4_000L, FRESH, 10L, REMOVED, 5_000L),
        new CommittedOffsetsInitializer().getPartitionOffsets(List.of(COMMITTED, FRESH, REMOVED), new Brokers()));
  }
}
