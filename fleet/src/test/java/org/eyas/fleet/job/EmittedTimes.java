package org.eyas.fleet.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** What a reader, or one partition, has emitted. */
final class EmittedTimes implements ReaderOutput<AlertRecord> {
  private final Map<String, EmittedTimes> partitions = new TreeMap<>();
  private final List<AlertRecord> records = new ArrayList<>();
  private long watermark = Long.MIN_VALUE;
  private boolean idle;

  /** The newest; the least value if there is none. */
  long watermark() {
    return watermark;
  }

  boolean isIdle() {
    return idle;
  }

  List<AlertRecord> records() {
    return records;
  }

  /** What was emitted for a partition. */
  EmittedTimes partition(String id) {
    return Objects.requireNonNull(partitions.get(id));
  }

  @Override
  public SourceOutput<AlertRecord> createOutputForSplit(String id) {
    return partitions.computeIfAbsent(id, same -> new EmittedTimes());
  }

  @Override
  public void releaseOutputForSplit(String id) {
    partitions.remove(id);
  }

  @Override
  public void collect(AlertRecord record) {
    records.add(record);
  }

  @Override
  public void collect(AlertRecord record, long millis) {
    records.add(record);
  }

  @Override
  public void emitWatermark(Watermark emitted) {
    watermark = Math.max(watermark, emitted.getTimestamp());
    idle = false;
  }

  @Override
  public void markIdle() {
    idle = true;
  }

  @Override
  public void markActive() {
    idle = false;
  }
}
