package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.common.TopicPartition;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimedReaderTest {
  private static final TopicPartition FIRST = new TopicPartition("t", 0);
  private static final TopicPartition SECOND = new TopicPartition("t", 1);

  /** In place of the reader of the connector. */
  private static final class Records implements SourceReader<AlertRecord, KafkaPartitionSplit> {
    private final Queue<AlertRecord> records = new ArrayDeque<>();
    private boolean closed;

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<AlertRecord> out) {
      AlertRecord record = records.poll();
      if (record == null) {
        return InputStatus.NOTHING_AVAILABLE;
      }
      out.createOutputForSplit("t-0").collect(record, record.millis());
      return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
      return List.of();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return records.isEmpty() ? new CompletableFuture<>() : CompletableFuture.completedFuture(null);
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {}

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {
      closed = true;
    }
  }

  private final AnsweringBroker broker = new AnsweringBroker();
  private final Records kafka = new Records();
  private final EmittedTimes out = new EmittedTimes();
  private final TimedReader reader =
      new TimedReader(
          kafka, new PartitionEndTracker(broker.admin()),
          JobOptions.parse("--bootstrap-servers", "k:9092", "--lateness", "1s", "--idle", "200ms"));

  @AfterEach
  void end() throws Exception {
    reader.close();
    assertTrue(kafka.closed && broker.isClosed());
  }

  private void add(TopicPartition partition, long offset) {
    reader.addSplits(List.of(new KafkaPartitionSplit(partition, offset)));
  }

  /** As the thread of the source does: it waits until there is something to do. */
  private boolean poll() throws Exception {
    reader.isAvailable().get(1, TimeUnit.MINUTES);
    reader.pollNext(out);
    return true;
  }

  @Test
  void theTimeOfASilentPartitionFollowsTheClock() throws Exception {
    add(FIRST, 0);
    reader.start();
    reader.pollNext(out);
    long read = System.currentTimeMillis();
    kafka.records.add(new AlertRecord("t/0@0", 0, new byte[0], (read - 3_600_000) * 1_000_000, "", false));
    broker.end(FIRST, 1);
    ConditionWait.until(() -> poll() && out.partition("t-0").watermark() >= read);
    assertTrue(out.partition("t-0").watermark() <= System.currentTimeMillis() - 1_001);
    assertEquals(1, out.partition("t-0").records().size());
    assertFalse(out.isIdle());
  }

  @Test
  void aPartitionThatIsAddedLaterHasItsOwnTime() throws Exception {
    add(FIRST, 0);
    reader.start();
    ConditionWait.until(() -> poll() && out.partition("t-0").watermark() > 0);
    broker.end(SECOND, 3);
    add(SECOND, 0);
    long begin = System.currentTimeMillis();
    ConditionWait.until(() -> poll() && out.partition("t-0").watermark() > begin);
    assertEquals(Long.MIN_VALUE, out.partition("t-1").watermark());
    assertFalse(out.partition("t-1").isIdle());
    broker.end(SECOND, 0);
    ConditionWait.until(() -> poll() && out.partition("t-1").watermark() > begin);
  }

  @Test
  void aReaderWithoutPartitionsIsIdleUntilItGetsOne() throws Exception {
    reader.start();
    ConditionWait.until(() -> poll() && out.isIdle());
    broker.end(FIRST, 3);
    add(FIRST, 0);
    ConditionWait.until(() -> poll() && !out.isIdle());
    assertEquals(Long.MIN_VALUE, out.partition("t-0").watermark());
  }
}
