package org.eyas.core.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.eyas.api.metric.Metric;
import org.jspecify.annotations.Nullable;

/** Makes consecutive snapshots. Each snapshot contains the changes since the previous one. Used by one thread. */
public final class SnapshotSeries {
  private final Supplier<SnapshotOptions> options;
  private final BiConsumer<Long, SortedMap<String, @Nullable Object>> taker;
  private final Map<String, PreviousSnapshot> before = new HashMap<>();
  private long sample;

  /**
   * @param options the options, which are read at each snapshot
   * @param taker receives the number of the snapshot, from 0, and its fields; called once for each source
   */
  public SnapshotSeries(Supplier<SnapshotOptions> options, BiConsumer<Long, SortedMap<String, @Nullable Object>> taker) {
    this.options = options;
    this.taker = taker;
  }

  /**
   * Makes a snapshot of each source; none if no source runs yet.
   *
   * @param others metrics of other bundles
   */
  public void makeSnapshots(EngineReading reading, List<Metric> others) {
    for (SourceReading source : reading.sources()) {
      String name = source.source().eventSource();
      PreviousSnapshot last = before.getOrDefault(name, PreviousSnapshot.NOTHING);
      taker.accept(sample, SnapshotFields.of(options.get(), reading, source, last, others));
      before.put(name, PreviousSnapshot.of(reading.nanos(), source));
    }
    if (!reading.sources().isEmpty()) {
      sample++;
    }
  }
}
