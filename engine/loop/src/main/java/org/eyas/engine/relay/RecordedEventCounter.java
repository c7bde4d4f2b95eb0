package org.eyas.engine.relay;

import java.nio.ByteBuffer;
import org.eyas.api.event.CallDetails;
import org.eyas.api.source.EventSink;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events that a capture recorded before this process began to read it, and passes all events on. Used by the loop's
 * thread.
 */
final class RecordedEventCounter implements EventSink {
  private final long untilNanos;
  private final long lost;
  private @Nullable EventSink sink;
  private long firstNanos;
  private long events;
  private boolean isPast;

  /**
   * @param untilNanos the current time, in the time of the events
   * @param lost the number of events that the capture has lost until now
   */
  RecordedEventCounter(long untilNanos, long lost) {
    this.untilNanos = untilNanos;
    this.lost = lost;
  }

  /** Counts the events that come from now on for this sink. */
  EventSink before(EventSink receiver) {
    sink = receiver;
    return this;
  }

  /** Whether an event came that happened after the beginning of the reading. */
  boolean isPast() {
    return isPast;
  }

  RecordedMeanwhile result() {
    return new RecordedMeanwhile(firstNanos, untilNanos, events, lost);
  }

  private EventSink counted(ByteBuffer memory, int offset) {
    long nanos = memory.getLong(offset);
    if (nanos > untilNanos) {
      isPast = true;
    } else {
      firstNanos = events++ == 0 ? nanos : Math.min(firstNanos, nanos);
    }
    EventSink receiver = sink;
    if (receiver == null) {
      throw new IllegalStateException("no sink");
    }
    return receiver;
  }

  @Override
  public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
    counted(memory, offset).onEvent(cpu, memory, offset, length);
  }

  @Override
  public void onDetailedEvent(int cpu, ByteBuffer memory, int offset, int length, CallDetails details) {
    counted(memory, offset).onDetailedEvent(cpu, memory, offset, length, details);
  }

  @Override
  public void onStateEvent(int cpu, ByteBuffer memory, int offset, int length) {
    counted(memory, offset).onStateEvent(cpu, memory, offset, length);
  }
}
