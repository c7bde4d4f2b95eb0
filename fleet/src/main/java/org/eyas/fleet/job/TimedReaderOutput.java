package org.eyas.fleet.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/**
 * The output of a reader of partitions: that of Flink, with a {@link PartitionOutput} for each partition. For the
 * source's thread.
 */
final class TimedReaderOutput implements ReaderOutput<AlertRecord> {
  private final ReaderOutput<AlertRecord> out;
  private final JobOptions options;
  private final Map<String, PartitionOutput> partitions = new LinkedHashMap<>();
  private final long beginMillis = System.currentTimeMillis();

  TimedReaderOutput(ReaderOutput<AlertRecord> out, JobOptions options) {
    this.out = out;
    this.options = options;
  }

  /** Creates outputs for partitions that do not have one yet. */
  void add(List<KafkaPartitionSplit> splits) {
    for (KafkaPartitionSplit split : splits) {
      partitions.computeIfAbsent(split.splitId(),
          id -> new PartitionOutput(split, out.createOutputForSplit(id), new PartitionClock(options)));
    }
  }

  /**
   * Emits the time of each partition.
   *
   * @param waited whether the reader had no records since the last call
   */
  void emitTimes(PartitionEndTracker ends, boolean waited, long nowMillis) {
    partitions.values().forEach(each -> each.emitTime(ends.end(each.partition()), waited, nowMillis));
    if (holdsUp(nowMillis)) {
      out.markActive(); // Flink does this only when the time advances, not when a partition becomes active
    } else {
      out.markIdle();
    }
  }

  /**
   * Whether other readers must wait for this one. A reader without partitions delays them only for the idle time after
   * its start.
   */
  private boolean holdsUp(long nowMillis) {
    return partitions.isEmpty()
        ? nowMillis - beginMillis <= options.idle().toMillis()
        : !partitions.values().stream().allMatch(PartitionOutput::isLost);
  }

  @Override
  public SourceOutput<AlertRecord> createOutputForSplit(String id) {
    PartitionOutput known = partitions.get(id);
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
