package org.eyas.fleet.job;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The output of one partition, with its clock. For the thread of the source. */
final class PartitionOutput implements SourceOutput<AlertRecord> {
  /** The time without an answer after which a partition counts as lost, so that it does not delay the job for ever. */
  static final Duration LONGEST_FAILURE = Duration.ofMinutes(10);
  /**
   * The number of answers, one per second, with the same end and without a record, after which a partition counts as
   * read to its end. The unread offsets are then markers of transactions, or records that the broker has removed.
   */
  static final int ANSWERS_WITHOUT_RECORDS = 30;

  private final TopicPartition partition;
  private final SourceOutput<AlertRecord> out;
  private final PartitionClock clock;
  private long next;
  private long answeredMillis = System.currentTimeMillis();
  private @Nullable PartitionEnd last;
  private int answersWithoutRecords;
  private boolean lost;

  PartitionOutput(KafkaPartitionSplit split, SourceOutput<AlertRecord> out, PartitionClock clock) {
    partition = split.getTopicPartition();
    next = Math.max(0, split.getStartingOffset()); // negative in a split that was stored before it was read
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void collect(AlertRecord alert, long recordMillis) {
    out.collect(alert, recordMillis);
    next = alert.offset() + 1;
    answersWithoutRecords = 0;
    clock.onRecord(alert.millis());
  }

  /**
   * Emits the time.
   *
   * @param end the last answer; null after a failure
   * @param waited whether the reader had no records of any partition since the last call
   */
  void emitTime(@Nullable PartitionEnd end, boolean waited, long nowMillis) {
    if (end == null) {
      answersWithoutRecords = 0;
    } else {
      answeredMillis = nowMillis;
      judge(end, waited);
    }
    lost = nowMillis - answeredMillis > LONGEST_FAILURE.toMillis();
    if (lost) {
      out.markIdle();
      return;
    }
    out.markActive();
    if (clock.hasTime()) {
      out.emitWatermark(new Watermark(clock.watermark()));
    }
  }

  private void judge(PartitionEnd end, boolean waited) {
    PartitionEnd before = last;
    if (end.equals(before)) {
      return;
    }
    last = end;
    if (before == null || before.offset() != end.offset()) {
      answersWithoutRecords = 0;
    }
    if (end.offset() <= next || answersWithoutRecords >= ANSWERS_WITHOUT_RECORDS) {
      clock.onAllRead(end.askedMillis(), end.answeredSinceMillis());
    } else {
      answersWithoutRecords += waited ? 1 : 0;
      clock.onMoreToRead();
    }
  }

  TopicPartition partition() {
    return partition;
  }

  /** Whether the partition is lost, so that other partitions do not wait for it. */
  boolean isLost() {
    return lost;
  }

  @Override
  public void collect(AlertRecord alert) {
    throw new UnsupportedOperationException("the records of Kafka have times");
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    throw new UnsupportedOperationException("the time comes from the clock");
  }

  @Override
  public void markIdle() {
    throw new UnsupportedOperationException("the time comes from the clock");
  }

  @Override
  public void markActive() {
    throw new UnsupportedOperationException("the time comes from the clock");
  }
}
