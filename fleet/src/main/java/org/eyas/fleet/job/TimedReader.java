package org.eyas.fleet.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reads partitions with the reader of the connector, and emits the time of each partition every 200 ms. Flink calls it
 * on the thread of the source, but not while back pressure of later operators blocks the source. The timer asks the
 * brokers in any case, so that their failures are noticed.
 *
 * <pre>
 *  reader of the connector --> TimedReaderOutput: PartitionOutput (PartitionClock) --> output of each partition
 *  timer, every 200 ms ----------^                     ^
 *  brokers, every second --> PartitionEndTracker ------+
 * </pre>
 */
final class TimedReader implements SourceReader<AlertRecord, KafkaPartitionSplit> {
  private static final Duration STEP = Duration.ofMillis(JobOptions.STEP_MILLIS);

  private final SourceReader<AlertRecord, KafkaPartitionSplit> kafka;
  private final PartitionEndTracker ends;
  private final JobOptions options;
  private final List<KafkaPartitionSplit> added = new ArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("fleet-time").factory());
  private final IntervalTimer step = new IntervalTimer();
  private @Nullable TimedReaderOutput output;
  private boolean waited;

  TimedReader(SourceReader<AlertRecord, KafkaPartitionSplit> kafka, PartitionEndTracker ends, JobOptions options) {
    this.kafka = kafka;
    this.ends = ends;
    this.options = options;
  }

  @Override
  public void start() {
    kafka.start();
    step.start(timer, STEP);
    timer.scheduleAtFixedRate(ends::requestOffsets, 0, 1, TimeUnit.SECONDS);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<AlertRecord> out) throws Exception {
    TimedReaderOutput timed = output == null ? new TimedReaderOutput(out, options) : output;
    output = timed;
    if (!added.isEmpty()) {
      timed.add(added);
      added.clear();
    }
    InputStatus status = kafka.pollNext(timed);
    waited |= status == InputStatus.NOTHING_AVAILABLE;
    if (step.hasBegun()) {
      timed.emitTimes(ends, waited, System.currentTimeMillis());
      waited = false;
    }
    return status;
  }

  /** A future that completes when a record arrives, or when times must be emitted. */
  @Override
  public CompletableFuture<Void> isAvailable() {
    return step.orNextInterval(kafka.isAvailable());
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    added.addAll(splits);
    splits.forEach(split -> ends.addPartition(split.getTopicPartition()));
    kafka.addSplits(splits);
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
    return kafka.snapshotState(checkpoint);
  }

  @Override
  public void notifyNoMoreSplits() {
    kafka.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    kafka.handleSourceEvents(event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    kafka.notifyCheckpointComplete(checkpoint);
  }

  @Override
  public void notifyCheckpointAborted(long checkpoint) throws Exception {
    kafka.notifyCheckpointAborted(checkpoint);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
    kafka.pauseOrResumeSplits(pause, resume);
  }

  @Override
  public void close() throws Exception {
    timer.shutdownNow();
    try (ends) {
      kafka.close();
    }
  }
}
