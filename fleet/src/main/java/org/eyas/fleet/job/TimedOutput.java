package org.eyas.fleet.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/** What a reader of partitions writes to: the output of Flink, with a {@link TimedPartition} for each. For the thread of the source. */
final class TimedOutput implements ReaderOutput<AlertRecord> {
  private final ReaderOutput<AlertRecord> out;
  private final JobOptions options;
  private final Map<String, TimedPartition> partitions = new LinkedHashMap<>();
  private final long beginMillis = System.currentTimeMillis();

  TimedOutput(ReaderOutput<AlertRecord> out, JobOptions options) {
    this.out = out;
    this.options = options;
  }

  /** Partitions that have no output yet get one. */
  void add(List<KafkaPartitionSplit> splits) {
    for (KafkaPartitionSplit split : splits) {
      partitions.computeIfAbsent(split.splitId(),
          id -> new TimedPartition(split, out.createOutputForSplit(id), new FleetClock(options)));
    }
  }

  /**
   * Emits the time of each partition.
   *
   * @param waited whether the reader had nothing to give meanwhile
   */
  void step(TopicEnds ends, boolean waited, long nowMillis) {
    partitions.values().forEach(each -> each.step(ends.end(each.partition()), waited, nowMillis));
    if (holdsUp(nowMillis)) {
      out.markActive(); // Flink does not do so when a partition becomes active, only when the time passes
    } else {
      out.markIdle();
    }
  }

  /** A reader that gets no partitions must not hold up the others, but one that gets some after a restart must. */
  private boolean holdsUp(long nowMillis) {
    return partitions.isEmpty()
        ? nowMillis - beginMillis <= options.idle().toMillis()
        : !partitions.values().stream().allMatch(TimedPartition::isLost);
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
    throw new UnsupportedOperationException("each alert belongs to a partition");
  }

  @Override
  public void collect(AlertRecord alert, long millis) {
    throw new UnsupportedOperationException("each alert belongs to a partition");
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    throw new UnsupportedOperationException("the time comes from the clocks of the partitions");
  }

  @Override
  public void markIdle() {
    throw new UnsupportedOperationException("the time comes from the clocks of the partitions");
  }

  @Override
  public void markActive() {
    throw new UnsupportedOperationException("the time comes from the clocks of the partitions");
  }
}
