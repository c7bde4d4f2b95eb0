package org.eyas.fleet.job;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The ends of partitions, from the last answers of the brokers. Only these answers distinguish a partition without
 * alerts from a partition that cannot be read. Any thread may call it.
 */
final class PartitionEndTracker implements AutoCloseable {
  /**
   * The options of a request to the brokers. A request fails if there is no answer after 5 s; shorter failures of a broker
   * are not noticed.
   */
  private static final ListOffsetsOptions COMMITTED = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(5_000);

  private final Admin admin;
  private final Map<TopicPartition, OffsetSpec> partitions = new ConcurrentHashMap<>();
  private final Map<TopicPartition, PartitionEnd> ends = new ConcurrentHashMap<>();

  PartitionEndTracker(Admin admin) {
    this.admin = admin;
  }

  static PartitionEndTracker of(JobOptions options) {
    Properties settings = new Properties();
    settings.putAll(options.client());
    settings.remove("client.id"); // each reader has a client
    settings.put("bootstrap.servers", options.servers());
    return new PartitionEndTracker(Admin.create(settings));
  }

  /** Adds a partition to the next questions. */
  void addPartition(TopicPartition partition) {
    partitions.put(partition, OffsetSpec.latest());
  }

  /** Asks the brokers for the end of each partition, and returns at once. */
  void requestOffsets() {
    Map<TopicPartition, OffsetSpec> asked = Map.copyOf(partitions);
    if (asked.isEmpty()) {
      return;
    }
    long askedMillis = System.currentTimeMillis();
    ListOffsetsResult answer = admin.listOffsets(asked, COMMITTED);
    for (TopicPartition partition : asked.keySet()) {
      answer.partitionResult(partition).whenComplete((end, failure) -> {
        if (failure == null) {
          answered(partition, end.offset(), askedMillis);
        } else {
          ends.remove(partition);
        }
      });
    }
  }

  private void answered(TopicPartition partition, long offset, long askedMillis) {
    ends.compute(partition, (same, before) -> {
      long sinceMillis = before == null ? System.currentTimeMillis() : before.answeredSinceMillis();
      return new PartitionEnd(offset, askedMillis, sinceMillis);
    });
  }

  /** The last answer; null before the first answer, and after a failed question. */
  @Nullable
  PartitionEnd end(TopicPartition partition) {
    return ends.get(partition);
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
