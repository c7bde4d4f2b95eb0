package org.eyas.fleet.job;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The output of one partition, with its clock, which sees each alert. For the thread of the source. */
final class TimedPartition implements SourceOutput<AlertRecord> {
  private final TopicPartition partition;
  private final long firstOffset;
  private final SourceOutput<AlertRecord> out;
  private final FleetClock clock;
  private @Nullable AlertRecord last;
  private boolean seen;

  TimedPartition(KafkaPartitionSplit split, SourceOutput<AlertRecord> out, FleetClock clock) {
    partition = split.getTopicPartition();
    firstOffset = Math.max(0, split.getStartingOffset()); // negative for a place that only the consumer knows
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void collect(AlertRecord alert) {
    throw new IllegalStateException("the records of Kafka have times");
  }

  @Override
  public void collect(AlertRecord alert, long recordMillis) {
    out.collect(alert, recordMillis);
    last = alert;
    seen = true;
    if (!alert.isBad()) {
      clock.see(Math.floorDiv(alert.nanos(), 1_000_000L));
    }
  }

  /** Some time has passed. */
  void pass(long millis, TopicEnds ends, long nowNanos) {
    if (!seen) {
      clock.pass(millis, ends.isRead(partition, next(), nowNanos), System.currentTimeMillis());
    }
    seen = false;
    if (clock.hasTime()) {
      out.emitWatermark(new Watermark(clock.watermark()));
    } else if (clock.isIdle()) {
      out.markIdle();
    }
  }

  private long next() {
    AlertRecord alert = last;
    return alert == null ? firstOffset : alert.offset() + 1;
  }

  TopicPartition partition() {
    return partition;
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
