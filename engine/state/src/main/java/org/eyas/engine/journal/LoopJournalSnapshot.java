package org.eyas.engine.journal;

import java.util.List;
import org.eyas.api.source.Capture;
import org.eyas.api.source.SourceInfo;

/** A snapshot of the journal of one loop. It does not change until it is closed. */
public final class LoopJournalSnapshot implements AutoCloseable {
  private final SourceInfo source;
  private final List<JournalSegment.Reading> segments;
  private final Runnable ended;

  LoopJournalSnapshot(SourceInfo source, List<JournalSegment.Reading> segments, Runnable ended) {
    this.source = source;
    this.segments = List.copyOf(segments);
    this.ended = ended;
  }

  /** The source of the events. A replay of them is not live. */
  public SourceInfo source() {
    return new SourceInfo("journal", source.eventSource(), false, source.description());
  }

  public long events() {
    return segments.stream().mapToLong(JournalSegment.Reading::events).sum();
  }

  public long bytes() {
    return segments.stream().mapToLong(JournalSegment.Reading::bytes).sum();
  }

  /** Time of the oldest event, nanoseconds since the epoch. */
  public long firstNanos() {
    return segments.stream().mapToLong(JournalSegment.Reading::firstNanos).filter(nanos -> nanos > 0).findFirst().orElse(0);
  }

  public long lastNanos() {
    return segments.stream().mapToLong(JournalSegment.Reading::lastNanos).max().orElse(0);
  }

  /** A replay: the state at the first event, then the events. Each call returns an independent replay for one thread. */
  public Capture capture() {
    return new JournalCapture(segments);
  }

  @Override
  public void close() {
    ended.run();
  }
}
