package org.eyas.fleet.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.TopicPartition;

/** What a reader of partitions writes to: the output of Flink, with a {@link TimedPartition} for each. For the thread of the source. */
final class TimedOutput implements ReaderOutput<AlertRecord> {
  private final ReaderOutput<AlertRecord> out;
  private final Supplier<FleetClock> clocks;
  private final Map<String, TimedPartition> partitions = new LinkedHashMap<>();
  private final FleetClock withoutPartitions;

  TimedOutput(ReaderOutput<AlertRecord> out, Supplier<FleetClock> clocks) {
    this.out = out;
    this.clocks = clocks;
    withoutPartitions = clocks.get();
  }

  /** Partitions that have no output yet get one. */
  void add(List<KafkaPartitionSplit> splits) {
    for (KafkaPartitionSplit split : splits) {
      partitions.computeIfAbsent(split.splitId(),
          id -> new TimedPartition(split, out.createOutputForSplit(id), clocks.get()));
    }
  }

  Set<TopicPartition> partitions() {
    return partitions.values().stream().map(TimedPartition::partition).collect(Collectors.toSet());
  }

  /** Some time has passed in all partitions. */
  void pass(long millis, TopicEnds ends, long nowNanos) {
    if (partitions.isEmpty()) {
      waitForPartitions(millis);
    }
    partitions.values().forEach(partition -> partition.pass(millis, ends, nowNanos));
  }

  /** A reader that gets none must not hold up the others, but one that gets some after a restart must. */
  private void waitForPartitions(long millis) {
    withoutPartitions.pass(millis, true, System.currentTimeMillis());
    if (withoutPartitions.isIdle()) {
      out.markIdle();
    }
  }

  @Override
  public SourceOutput<AlertRecord> createOutputForSplit(String id) {
    TimedPartition known = partitions.get(id);
    if (known == null) {
      throw new IllegalStateException("partition " + id + " was not added to the reader");
    }
    return known;
  }

  @Override
  public void releaseOutputForSplit(String id) {
    partitions.remove(id);
    out.releaseOutputForSplit(id);
  }

  @Override
  public void collect(AlertRecord alert) {
    out.collect(alert);
  }

  @Override
  public void collect(AlertRecord alert, long millis) {
    out.collect(alert, millis);
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    out.emitWatermark(watermark);
  }

  @Override
  public void markIdle() {
    out.markIdle();
  }

  @Override
  public void markActive() {
    out.markActive();
  }
}
