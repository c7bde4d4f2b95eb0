package org.eyas.fleet.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reads partitions by the reader of the connector, and emits the time of each, every 200 ms. Flink calls it on the thread of the source,
 * and not while the operators after it are slow: then no time passes.
 *
 * <pre>
 *  reader of the connector --> TimedOutput: TimedPartition (FleetClock) --> output of each partition
 *  timer, every 200 ms ----------^                 ^
 *  brokers, every second --> TopicEnds ------------+
 * </pre>
 */
final class TimedReader implements SourceReader<AlertRecord, KafkaPartitionSplit> {
  private static final long CALL_NANOS = TimeUnit.MILLISECONDS.toNanos(FleetClock.CALL_MILLIS);
  private static final long ASK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final SourceReader<AlertRecord, KafkaPartitionSplit> kafka;
  private final TopicEnds ends;
  private final Supplier<FleetClock> clocks;
  private final List<KafkaPartitionSplit> added = new ArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("fleet-time").factory());
  private volatile CompletableFuture<Void> due = new CompletableFuture<>();
  private @Nullable TimedOutput output;
  private long passedNanos = System.nanoTime();
  private long askedNanos = passedNanos - ASK_NANOS;

  TimedReader(SourceReader<AlertRecord, KafkaPartitionSplit> kafka, TopicEnds ends, Supplier<FleetClock> clocks) {
    this.kafka = kafka;
    this.ends = ends;
    this.clocks = clocks;
  }

  @Override
  public void start() {
    kafka.start();
    timer.scheduleAtFixedRate(() -> due.complete(null), FleetClock.CALL_MILLIS, FleetClock.CALL_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<AlertRecord> out) throws Exception {
    TimedOutput timed = output == null ? new TimedOutput(out, clocks) : output;
    output = timed;
    if (!added.isEmpty()) {
      timed.add(added);
      added.clear();
    }
    InputStatus status = kafka.pollNext(timed);
    pass(timed, System.nanoTime());
    return status;
  }

  private void pass(TimedOutput timed, long nowNanos) {
    long nanos = nowNanos - passedNanos;
    if (nanos < CALL_NANOS) {
      return;
    }
    passedNanos = nowNanos;
    if (nowNanos - askedNanos >= ASK_NANOS) {
      askedNanos = nowNanos;
      ends.ask(timed.partitions(), nowNanos);
    }
    long stalled = Math.max(0, nanos - 2 * CALL_NANOS);
    timed.pass(TimeUnit.NANOSECONDS.toMillis(nanos - stalled), ends, nowNanos);
  }

  /** When there is a record, or time to emit times. */
  @Override
  public CompletableFuture<Void> isAvailable() {
    CompletableFuture<Void> records = kafka.isAvailable();
    if (records.isDone()) {
      return records;
    }
    CompletableFuture<Void> time = due;
    if (time.isDone()) {
      time = new CompletableFuture<>();
      due = time;
    }
    return CompletableFuture.anyOf(records, time).thenAccept(any -> {});
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    added.addAll(splits);
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
    ends.close();
    kafka.close();
  }
}
