package org.eyas.fleet.job;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where partitions end, as the brokers said lately: only this distinguishes a partition without alerts from one that cannot be read. One
 * thread asks; the client answers on its own.
 */
final class TopicEnds implements AutoCloseable {
  /** Questions are asked each second. */
  private static final long LONGEST_VALID_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final Logger LOG = LoggerFactory.getLogger(TopicEnds.class);
  private static final int LONGEST_ANSWER_MILLIS = 5_000;

  private record End(long offset, long askedNanos) {}

  private final Admin admin;
  private final Map<TopicPartition, End> ends = new ConcurrentHashMap<>();
  private final Set<TopicPartition> failing = ConcurrentHashMap.newKeySet();

  TopicEnds(JobOptions options) {
    Properties settings = new Properties();
    settings.putAll(options.client());
    settings.put("bootstrap.servers", options.servers());
    admin = Admin.create(settings);
  }

  /** Sends a question about each partition, and returns at once. */
  void ask(Set<TopicPartition> partitions, long nowNanos) {
    if (partitions.isEmpty()) {
      return;
    }
    ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(LONGEST_ANSWER_MILLIS);
    ListOffsetsResult answer =
        admin.listOffsets(partitions.stream().collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest())), committed);
    for (TopicPartition partition : partitions) {
      answer.partitionResult(partition).whenComplete((end, failure) -> answered(partition, end, failure, nowNanos));
    }
  }

  private void answered(TopicPartition partition, @Nullable ListOffsetsResultInfo end, @Nullable Throwable failure,
      long askedNanos) {
    if (end != null && failure == null) {
      ends.put(partition, new End(end.offset(), askedNanos));
      failing.remove(partition);
    } else if (failing.add(partition)) {
      LOG.warn("The brokers do not say where partition {} ends, so no time passes in it while it gives no alert: {}", partition,
          String.valueOf(failure));
    }
  }

  /** Whether a broker said lately that a partition ends before this offset. */
  boolean isRead(TopicPartition partition, long next, long nowNanos) {
    End end = ends.get(partition);
    return end != null && end.offset() <= next && nowNanos - end.askedNanos() < LONGEST_VALID_NANOS;
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
